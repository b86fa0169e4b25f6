import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram, trustedPath } from "../machine/programs.ts";
import { ISOLATIONS, type Isolation } from "../../rehearsal/isolation.ts";
import { isInside } from "../files/inside.ts";
import type { SandboxGround } from "./isolated-run.ts";
import { runnerFiles } from "./runner-files.ts";
import { runInNamespaces } from "./run-in-namespaces.ts";

type Env = Readonly<Record<string, string | undefined>>;

const NEEDED = {
  namespaces: ["unshare", "setpriv", "env", "perl", "true"],
  "namespaces-by-sudo": ["sudo", "unshare", "setpriv", "env", "perl", "true"],
  "proxy-and-canary": [],
} as const satisfies Record<Isolation, readonly string[]>;

const ALWAYS_HIDDEN = ["/home", "/root", "/tmp", "/var/tmp", "/run", "/mnt", "/media", "/builds", "/cache"];
/** Variables that name folders of a runner: checkouts, and files with tokens beside them. */
const RUNNER_FOLDERS = ["RUNNER_TEMP", "RUNNER_WORKSPACE", "GITHUB_WORKSPACE", "CI_BUILDS_DIR", "CI_PROJECT_DIR"];
/** Without these no program runs, whoever calls one of them home. */
const NEVER_HIDDEN = new Set([
  "/",
  "/bin",
  "/dev",
  "/etc",
  "/lib",
  "/lib64",
  "/opt",
  "/proc",
  "/sbin",
  "/sys",
  "/usr",
  "/var",
]);

/**
 * The strongest way in which this machine shuts a program in, found by shutting one in: where user namespaces can be
 * made but have no powers, as on GitHub's Ubuntu, nothing else tells. About 30 ms where the first way is open. Programs
 * are taken from PATH outside `untrusted`.
 */
export async function findGround(env: Env, untrusted: readonly string[]): Promise<SandboxGround> {
  const own = runnerFiles(env, process.execPath);
  const ofRunner = [...RUNNER_FOLDERS.flatMap((name) => env[name] ?? []), ...own.folders];
  const hidden = [...ALWAYS_HIDDEN, homedir(), tmpdir(), ...ofRunner];
  const path = trustedPath(env, untrusted);
  const refused: { isolation: Isolation; reason: string }[] = [];
  for (const isolation of ISOLATIONS) {
    const found = programsFor(isolation, env, untrusted);
    const ground: SandboxGround = {
      isolation,
      refused,
      path,
      programs: found.programs,
      hidden: [...new Set(hidden)].filter((folder) => folder.startsWith("/") && !NEVER_HIDDEN.has(folder)),
      covered: own.files.filter((file) => !hidden.some((folder) => isInside(folder, file))),
    };
    if (isolation === "proxy-and-canary") return ground;
    const other = { ...ground, asOther: true };
    if (isRoot() && found.missing === undefined && (await attempt(other)) === undefined) return other;
    const reason = found.missing ?? (await attempt(ground));
    if (reason === undefined) return ground;
    refused.push({ isolation, reason });
  }
  throw new Error("The last way is always open.");
}

const isRoot = (): boolean => process.getuid?.() === 0;

function programsFor(isolation: Isolation, env: Env, untrusted: readonly string[]) {
  const programs: Record<string, string> = {};
  for (const name of [...NEEDED[isolation], "setpriv"]) {
    const path = findProgram(name, env, untrusted);
    if (path !== undefined) programs[name] = path;
  }
  const missing = NEEDED[isolation].filter((name) => programs[name] === undefined);
  if (process.platform !== "linux") return { programs, missing: `${process.platform} has no namespaces` };
  return missing.length > 0 ? { programs, missing: `${missing.join(", ")} is not on PATH` } : { programs };
}

/** Why a way is closed; undefined where a program ran in it. */
async function attempt(ground: SandboxGround): Promise<string | undefined> {
  const workspace = mkdtempSync(join(tmpdir(), "aci-"));
  const home = mkdtempSync(join(tmpdir(), "aci-"));
  try {
    const program = ground.programs["true"] ?? "";
    const { ended, stderr } = await runInNamespaces(ground, { workspace, home, start: () => ({ program, args: [] }) });
    if (ended.kind === "not-started") return ended.reason;
    if (ended.kind === "exit" && ended.code === 0) return undefined;
    return stderr.text.trim() || `the trial ended by ${ended.kind}`;
  } finally {
    for (const folder of [workspace, home]) rmSync(folder, { recursive: true, force: true });
  }
}
