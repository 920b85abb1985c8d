/** A PostgreSQL of Debian's packages, for the length of a test. */
import postgres from "postgres";

/** A database that runs. */
export interface Database extends AsyncDisposable {
  readonly url: string;
  /** Holds a table until it is disposed of. */
  readonly lock: (table: string) => Promise<AsyncDisposable>;
  readonly stop: () => Promise<void>;
}

/** Where Debian has its programs: /usr/lib/postgresql/15/bin. */
function findPrograms(): string {
  const root = "/usr/lib/postgresql";
  try {
    const [newest] = [...Deno.readDirSync(root)].map(({ name }) => name).sort().reverse();
    return `${root}/${newest}/bin`;
  } catch {
    throw new Error(`no PostgreSQL in ${root}: apt-get install postgresql`);
  }
}

/** PostgreSQL refuses to run as root, as in a container: then it is run as nobody. */
const NOBODY = 65534;

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Makes an empty database in a folder of its own and starts it. */
export async function startPostgres(): Promise<Database> {
  const programs = findPrograms();
  const folder = await Deno.makeTempDir();
  const asRoot = Deno.uid() === 0;
  if (asRoot) await Deno.chown(folder, NOBODY, NOBODY);
  const user = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

  async function run(program: string, ...args: readonly string[]): Promise<void> {
    const { success, stderr } = await new Deno.Command(`${programs}/${program}`, {
      args: [...args],
      cwd: folder,
      stdout: "null",
      stderr: "piped",
      ...user,
    }).output();
    if (!success) throw new Error(`${program}: ${new TextDecoder().decode(stderr)}`);
  }

  const port = freePort();
  const data = `${folder}/data`;
  const url = `postgres://heartbook@127.0.0.1:${port}/postgres`;
  await run("initdb", "-D", data, "-U", "heartbook", "-A", "trust", "--no-sync");
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -F`;
  await run("pg_ctl", "-D", data, "-o", settings, "-l", `${folder}/log`, "-w", "start");

  let runs = true;
  async function stop(): Promise<void> {
    if (!runs) return;
    runs = false;
    await run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
  }

  async function lock(table: string): ReturnType<Database["lock"]> {
    const sql = postgres(url, { max: 1 });
    const begun = Promise.withResolvers<void>();
    const free = Promise.withResolvers<void>();
    const holding = sql.begin(async (transaction) => {
      await transaction.unsafe(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
      begun.resolve();
      await free.promise;
    });
    await begun.promise;
    return {
      [Symbol.asyncDispose]: async () => {
        free.resolve();
        await holding;
        await sql.end();
      },
    };
  }

  return {
    url,
    lock,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
