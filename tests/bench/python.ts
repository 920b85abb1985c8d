/** A Python that has the other libraries: the user's, or one of the project's own. */
import type { Run } from "heartbook/jupyter/lab.ts";
import { join, relative } from "node:path";

/** What goes into the environment that is made where there is none. */
const PACKAGES = [
  "scikit-learn==1.9.1",
  "scikit-learn-intelex==2026.2.0",
  "lightgbm==4.7.0",
  // On Linux the package xgboost brings along 300 MB for graphics cards.
  Deno.build.os === "linux" ? "xgboost-cpu==3.2.0" : "xgboost==3.2.0",
  "numpy==2.4.6",
  "scipy==1.17.1",
  "pandas==2.3.3",
  "pyarrow==26.0.1",
  "shap==0.51.0",
  "statsmodels==0.15.0",
];

const MODULES = [
  "sklearn",
  "sklearnex",
  "lightgbm",
  "xgboost",
  "pandas",
  "pyarrow",
  "shap",
  "statsmodels",
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

/** Ends well where each package has the version that is pinned. */
const HAS_PACKAGES = "import sys; from importlib.metadata import version; " +
  "sys.exit(any(version(name) != pin for name, pin in (p.split('==') for p in sys.argv[1:])))";

/**
 * The Python that the user names, else the one in `folder`, which is made and filled once, and
 * again when the pinned versions change. `null`, and told why, where that fails.
 *
 * Errors: a `RangeError` where the named one lacks a library.
 */
export async function findPython(
  { folder, tell, run, named }: PythonOptions,
): Promise<string | null> {
  const works = async (python: string, ...args: string[]): Promise<boolean> =>
    await run(python, ["-c", ...args], { quiet: true }) === "done";

  if (named) {
    if (await works(named, `import ${MODULES.join(", ")}`)) return named;
    throw new RangeError(
      `HEARTBOOK_PYTHON: expected a Python with ${MODULES.join(", ")}, got ${named}`,
    );
  }
  const windows = Deno.build.os === "windows";
  const own = join(folder, ...(windows ? ["Scripts", "python.exe"] : ["bin", "python"]));
  if (await works(own, HAS_PACKAGES, ...PACKAGES)) return own;

  const place = relative(Deno.cwd(), folder);
  tell(`What Heartbook is compared with goes into ${place}, once, and nowhere else.`);
  if (await run("python3", ["-m", "venv", folder]) !== "done") {
    tell("There is no python3 that can make an environment: only our side is measured.");
    return null;
  }
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  if (await run(own, [...install, ...PACKAGES]) !== "done") {
    tell("pip could not fetch the libraries (see above): only our side is measured.");
    return null;
  }
  return own;
}

/** The versions of what is measured, as one line. */
export async function versionsOf(python: string): Promise<string> {
  const code = `import platform
from importlib.metadata import version
def of(*names):
    for name in names:
        try: return version(name)
        except ImportError: pass
print(f"scikit-learn {of('scikit-learn')}, scikit-learn-intelex {of('scikit-learn-intelex')}, "
      f"LightGBM {of('lightgbm')}, XGBoost {of('xgboost-cpu', 'xgboost')}, shap {of('shap')}, "
      f"statsmodels {of('statsmodels')}, NumPy {of('numpy')}, pandas {of('pandas')}, "
      f"Python {platform.python_version()}")`;
  const { stdout } = await new Deno.Command(python, { args: ["-c", code] }).output();
  return new TextDecoder().decode(stdout).trim();
}
