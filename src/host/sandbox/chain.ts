import type { SandboxGround } from "./isolated-run.ts";

export interface User {
  readonly uid: number;
  readonly gid: number;
}

const NAMESPACES = ["--net", "--pid", "--mount", "--ipc", "--uts", "--fork", "--kill-child", "--"];

/**
 * What starts process 1 of new namespaces, as that user if there is one: the Perl program in that file, which gets its
 * orders over a socket.
 */
export function chainTo(
  { isolation, programs }: SandboxGround,
  file: string,
  socket: string,
  user: User | undefined,
): readonly string[] {
  const init = [named(programs, "perl"), file, socket];
  const unshare = named(programs, "unshare");
  const become = user ? [named(programs, "setpriv"), ...identityOf(user), "--"] : [];
  return isolation === "namespaces"
    ? [...become, unshare, "--user", "--map-root-user", ...NAMESPACES, ...init]
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
      : [setpriv, ...identityOf(user), "--bounding-set=-all", "--inh-caps=-all"];
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [...drop, "--no-new-privs", "--", named(programs, "env"), "-i", ...variables, ...command];
}

/** Options of setpriv by which a program is that user, and of no other group. */
export const identityOf = ({ uid, gid }: User): readonly string[] => [
  `--reuid=${uid}`,
  `--regid=${gid}`,
  "--clear-groups",
];

function named(programs: SandboxGround["programs"], name: string): string {
  const path = programs[name];
  if (path === undefined) throw new Error(`No path of ${name}.`);
  return path;
}
