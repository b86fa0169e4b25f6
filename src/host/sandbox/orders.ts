import { existsSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { realPlace } from "../files/inside.ts";
import { chainFrom, type User } from "./chain.ts";
import { environmentOf } from "./environment.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Inside } from "../../rehearsal/isolation.ts";
import { SANDBOX_LIMITS, type SandboxGround, type IsolatedRun, type Start } from "./isolated-run.ts";

const MODEL_PORT = 4010;
const CANARY_PORT = 4011;

/** The name of the canary's socket in the folder of the run. */
export const CANARY_SOCKET = "canary";

/** The run's own servers: the port that they have inside, and the name of their socket in the folder of the run. */
export function doorsOf({
  server,
  others = [],
}: IsolatedRun): readonly { port: number; name: string; server: Server }[] {
  const all = [...(server === undefined ? [] : [{ port: MODEL_PORT, server }]), ...others];
  return all.map((door) => ({ ...door, name: String(door.port) }));
}

/** Fixed, so that the same run sends the same requests on every machine. */
export const INSIDE: Inside = {
  url: `http://127.0.0.1:${MODEL_PORT}`,
  canary: `http://127.0.0.1:${CANARY_PORT}`,
  home: "/home/agent",
  workspace: "/home/workspace",
};

const RESOLVER = "/etc/resolv.conf";
/** Of each temporary file system. */
const ROOM = "1g";

/**
 * What process 1 is told: see `init/records.ts`.
 * Writes the files that the program finds as `/etc/passwd` and `/etc/group`.
 */
export function ordersFor(
  ground: SandboxGround,
  run: IsolatedRun,
  start: Start,
  { folder, other }: { readonly folder: string; readonly other: User | undefined },
): string {
  const user = userInside(ground, other);
  writeFileSync(join(folder, "passwd"), `agent:x:${user.uid}:${user.gid}::${INSIDE.home}:/bin/sh\n`, { mode: 0o644 });
  writeFileSync(join(folder, "group"), `agent:x:${user.gid}:\n`, { mode: 0o644 });
  writeFileSync(join(folder, "resolv.conf"), "nameserver 127.0.0.1\n", { mode: 0o644 });
  const shown = [
    ["/etc/passwd", join(folder, "passwd")],
    ["/etc/group", join(folder, "group")],
    // Often a link into /run, which is hidden.
    ...(existsSync(RESOLVER) ? [[realPlace(RESOLVER), join(folder, "resolv.conf")]] : []),
    // Where a program has to run as root, it may read these in containers, even without its powers.
    ...["/etc/shadow", "/etc/gshadow", ...ground.covered]
      .filter((path) => existsSync(path))
      .map((path) => [path, "/dev/null"]),
    ...(run.visible ?? []).filter((path) => existsSync(path)).map((path) => [path, path]),
  ];
  const env = environmentOf(INSIDE, start, ground.path);
  const command = chainFrom(ground, user, env, [start.program, ...start.args]);
  const records: (readonly [string, string])[] = [
    ...doorsOf(run).map(({ port, name }) => ["door", `${port}:${name}`] as const),
    ["door", `${CANARY_PORT}:${CANARY_SOCKET}`],
    ["bind", `${INSIDE.home}\u0001${run.home}`],
    ["bind", `${INSIDE.workspace}\u0001${run.workspace}`],
    ...shown.map(([to = "", from = ""]) => ["show", `${to}\u0001${from}`] as const),
    ...[...ground.hidden, ...(run.hidden ?? [])].map((path) => ["hide", path] as const),
    ["cwd", INSIDE.workspace],
    ["host", "agent-ci"],
    ["room", ROOM],
    ["nesting", ground.isolation === "namespaces" && process.getuid?.() === 0 ? "none" : "free"],
    ["processes", String(run.limits?.processes ?? SANDBOX_LIMITS.processes)],
    ...command.map((word) => ["arg", word] as const),
  ];
  const text = records.map(([name, value]) => `${name}=${checked(value)}\0`).join("");
  return `${Buffer.byteLength(text)}\n${text}`;
}

/**
 * Whoever runs this, or starts the namespaces for it; inside namespaces of its own root is shown as an ordinary user,
 * for agents refuse to work as root.
 */
function userInside({ isolation }: SandboxGround, other: User | undefined): User {
  if (isolation !== "namespaces" && other) return other;
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  return isolation === "namespaces" && uid === 0 ? { uid: 1000, gid: 1000 } : { uid, gid };
}

function checked(value: string): string {
  if (value.includes("\0"))
    throw new UsageError("An argument, a variable or a path of the dry run has a NUL character in it.");
  return value;
}
