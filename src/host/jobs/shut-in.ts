import { spawnSync } from "node:child_process";
import { findProgram } from "../machine/programs.ts";

type Env = Readonly<Record<string, string | undefined>>;

const NEEDED = ["unshare", "setpriv", "sh", "true"] as const;
/** The trial of one `PATH`: whether a machine has namespaces does not change while a program runs. */
const tried = new Map<string, readonly string[]>();

/**
 * What a command is started by, so that it sees no process but those that it started itself, all of which end with it.
 * Without that a command of the same user reads the variables of the job, tokens and keys, in `/proc`, and a process
 * that left its group lives on. It keeps its user, its files and its network, and gains no powers, by `sudo` neither.
 * Empty where the machine has no namespaces that anybody may make, which a trial tells, in about 20 ms.
 */
export function shutIn(env: Env, untrusted: readonly string[]): readonly string[] {
  if (process.platform !== "linux") return [];
  const key = JSON.stringify([env["PATH"], untrusted]);
  const known = tried.get(key) ?? attempt(env, untrusted);
  tried.set(key, known);
  return known;
}

function attempt(env: Env, untrusted: readonly string[]): readonly string[] {
  const [unshare, setpriv, shell, nothing] = NEEDED.map((name) => findProgram(name, env, untrusted));
  if (!unshare || !setpriv || !shell || !nothing) return [];
  const user = [`--map-user=${process.getuid?.()}`, `--map-group=${process.getgid?.()}`];
  const outer = [unshare, "--user", "--map-root-user", "--pid", "--mount-proc", "--fork", "--kill-child", "--"];
  // Nobody inside has power over the namespaces outside: what covers `/proc` cannot be taken away.
  const inner = [unshare, "--user", ...user, "--", setpriv, "--no-new-privs", "--"];
  // Process 1 of a namespace hears no signal that it does not ask for: the command is its child.
  const command = [...outer, ...inner, shell, "-c", '"$@"; exit $?', "sh"];
  const [program = "", ...args] = command;
  const { status } = spawnSync(program, [...args, nothing], { env: {}, stdio: "ignore", timeout: 10_000 });
  return status === 0 ? command : [];
}
