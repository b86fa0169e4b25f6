import type { SandboxGround } from "./isolated-run.ts";

export interface User {
  readonly uid: number;
  readonly gid: number;
}

const NAMESPACES = ["--net", "--pid", "--mount", "--ipc", "--uts", "--fork", "--kill-child", "--"];

/** What starts process 1 of new namespaces: the Perl program in that file, which gets its orders over a socket. */
export function chainTo({ isolation, programs }: SandboxGround, file: string, socket: string): readonly string[] {
  const init = [named(programs, "perl"), file, socket];
  const unshare = named(programs, "unshare");
  return isolation === "namespaces"
    ? [unshare, "--user", "--map-root-user", ...NAMESPACES, ...init]
    : [named(programs, "sudo"), "-n", "--", unshare, ...NAMESPACES, ...init];
}

/**
 * What process 1 starts: the program without any power over the namespaces, and without a way to get one. Its
 * environment is set last, for `LD_PRELOAD` in it would run code in the programs before.
 */
export function chainFrom(
  { isolation, programs }: SandboxGround,
  user: User,
  env: Readonly<Record<string, string>>,
  command: readonly string[],
): readonly string[] {
  const setpriv = named(programs, "setpriv");
  const drop =
    isolation === "namespaces"
      ? [named(programs, "unshare"), "--user", `--map-user=${user.uid}`, `--map-group=${user.gid}`, "--", setpriv]
      : [
          setpriv,
          `--reuid=${user.uid}`,
          `--regid=${user.gid}`,
          "--clear-groups",
          "--bounding-set=-all",
          "--inh-caps=-all",
        ];
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [...drop, "--no-new-privs", "--", named(programs, "env"), "-i", ...variables, ...command];
}

function named(programs: SandboxGround["programs"], name: string): string {
  const path = programs[name];
  if (path === undefined) throw new Error(`No path of ${name}.`);
  return path;
}
