/** A Python that has scikit-learn: the user's, or one of the project's own. */
import type { Run } from "heartbook/jupyter/lab.ts";
import { join, relative } from "node:path";

/** What goes into the environment that is made where there is none. */
const PACKAGES = [
  "scikit-learn==1.9.1",
  "numpy==2.4.6",
  "scipy==1.17.1",
  "pandas==2.3.3",
  "shap==0.51.0",
];

export interface PythonOptions {
  /** The folder that the environment is made in. */
  readonly folder: string;
  /** Says what happens. */
  readonly tell: (text: string) => void;
  readonly run: Run;
  /** The Python that the user names, with `$HEARTBOOK_PYTHON`. */
  readonly named: string | undefined;
}

/**
 * The Python that the user names, else a `python3` with scikit-learn and pandas, else
 * the one in `folder`, which is made and filled once. `null`, and told why, where that fails.
 *
 * Errors: a `RangeError` where the named one has no scikit-learn.
 */
export async function findScikitLearn(
  { folder, tell, run, named }: PythonOptions,
): Promise<string | null> {
  const has = async (python: string): Promise<boolean> =>
    await run(python, ["-c", "import sklearn, pandas"], { quiet: true }) === "done";

  if (named) {
    if (await has(named)) return named;
    throw new RangeError(
      `HEARTBOOK_PYTHON: expected a Python with scikit-learn and pandas, got ${named}`,
    );
  }
  const windows = Deno.build.os === "windows";
  const own = join(folder, ...(windows ? ["Scripts", "python.exe"] : ["bin", "python"]));
  for (const python of ["python3", own]) if (await has(python)) return python;

  const place = relative(Deno.cwd(), folder);
  tell(`scikit-learn is not installed: it goes into ${place}, once, and nowhere else.`);
  if (await run("python3", ["-m", "venv", folder]) !== "done") {
    tell("There is no python3 that can make an environment: only our side is measured.");
    return null;
  }
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  if (await run(own, [...install, ...PACKAGES]) !== "done") {
    tell("pip could not fetch scikit-learn (see above): only our side is measured.");
    return null;
  }
  return own;
}

/** The versions of what is measured, as one line. */
export async function versionsOf(python: string): Promise<string> {
  const code = "import platform, sklearn, numpy, pandas; print(f'scikit-learn " +
    "{sklearn.__version__}, NumPy {numpy.__version__}, pandas {pandas.__version__}, " +
    "Python {platform.python_version()}')";
  const { stdout } = await new Deno.Command(python, { args: ["-c", code] }).output();
  return new TextDecoder().decode(stdout).trim();
}
