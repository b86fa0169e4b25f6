import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { reasonIn } from "./reason.ts";
import { findProgram, trustedPath } from "../machine/programs.ts";

/**
 * Configuration that holds whatever the repository says: nothing in it may start a program.
 * https://git-scm.com/docs/git-config, read 2026-11-21.
 */
const HARDENED = [
  "advice.graftFileDeprecated=false", // it is for the user's own grafts, and we name none
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.sshCommand=ssh",
  "core.askPass=",
  "core.alternateRefsCommand=true", // the program: an empty one would be the alternate's own path
  "credential.helper=",
  "diff.autoRefreshIndex=false", // it would write the index, and keep somebody's commit from its lock
  "gc.auto=0",
  "maintenance.auto=false",
  "safe.bareRepository=explicit",
].flatMap((setting) => ["-c", setting]);

export type GitResult<T = string> =
  | { readonly ok: true; readonly output: T }
  | { readonly ok: false; readonly reason: string };

type Env = Readonly<Record<string, string | undefined>>;

/** Milliseconds: the history of the largest repositories is listed in minutes. */
const LONGEST_STREAM = 1_800_000;
const MOST_SAID = 4096;

export interface Git {
  /** The folder that git was opened in. */
  readonly top: string;
  /** `extra` joins git's environment: where a token goes, for arguments show in the process list. */
  readonly run: (args: readonly string[], extra?: Env) => Promise<GitResult>;
  readonly runSync: (args: readonly string[]) => GitResult;
  /** What `git cat-file` answers for these object ids: with their contents, or what they are. */
  readonly batch: (ids: readonly string[], form?: "--batch" | "--batch-check") => GitResult<Uint8Array>;
  /**
   * Hands over what git prints piece by piece:
   * for what may be longer than memory has room for. `input` is what git reads.
   */
  readonly stream: (
    args: readonly string[],
    each: (piece: Uint8Array) => void,
    input?: string | Uint8Array,
  ) => Promise<GitResult<undefined>>;
}

/** The folder that holds `.git`, from a folder upwards; undefined outside a repository. */
export function findTop(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * What git tells its hooks of the repository and the index that it is at work on. `git commit -a` and `git commit
 * <file>` make an index of their own, and a linked working tree has its folder elsewhere.
 * https://git-scm.com/docs/githooks, read 2026-11-25.
 */
const TOLD_TO_HOOKS = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"];

/**
 * git in a repository, hardened, its program taken from outside the repository. `hook`: believes what git told its
 * hook. That is safe there, for who sets a hook's environment is git,
 * or a user who could call git with it; no file of a repository can.
 */
export function openGit(top: string, env: Env, { hook = false }: { readonly hook?: boolean } = {}): Git {
  const program = findProgram("git", env, [top]);
  const settings = [...HARDENED, ...(isForgeJob(env) ? ["-c", `safe.directory=${top}`] : [])];
  const told = hook ? Object.fromEntries(TOLD_TO_HOOKS.map((name) => [name, env[name]])) : {};
  const absent = { ok: false as const, reason: "git is not on PATH; install it" };
  const options = (extra: Env = {}) => ({
    env: { ...cleaned(env), ...told, PATH: trustedPath(env, [top]), ...extra },
    encoding: "utf8" as const,
    maxBuffer: 256 * 1024 * 1024,
    timeout: 120_000,
    windowsHide: true,
  });
  return {
    top,
    run: (args, extra) =>
      new Promise((done) => {
        if (!program) return done(absent);
        execFile(program, [...settings, "-C", top, ...args], options(extra), (error, stdout, stderr) =>
          done(error ? { ok: false, reason: reasonIn(stderr) ?? error.message } : { ok: true, output: stdout }),
        );
      }),
    runSync: (args) => {
      if (!program) return absent;
      try {
        return {
          ok: true,
          output: execFileSync(program, [...settings, "-C", top, ...args], {
            ...options(),
            stdio: ["ignore", "pipe", "pipe"],
          }),
        };
      } catch (error) {
        return { ok: false, reason: wordsOf(error) };
      }
    },
    batch: (ids, form = "--batch") => {
      if (!program) return absent;
      const input = Buffer.from(`${ids.join("\n")}\n`);
      const args = [...settings, "-C", top, "cat-file", form, "--buffer"];
      try {
        return {
          ok: true,
          output: execFileSync(program, args, { ...options(), encoding: "buffer", input, stdio: "pipe" }),
        };
      } catch (error) {
        return { ok: false, reason: wordsOf(error) };
      }
    },
    stream: (args, each, input = "") =>
      new Promise((done) => {
        if (!program) return done(absent);
        const { env: environment, windowsHide } = options();
        const child = spawn(program, [...settings, "-C", top, ...args], {
          env: environment,
          windowsHide,
          timeout: LONGEST_STREAM,
          stdio: "pipe",
        });
        let said = "";
        child.stderr.on("data", (piece: Buffer) => (said = (said + piece.toString()).slice(-MOST_SAID)));
        child.stdout.on("data", each);
        child.stdin.on("error", () => undefined); // it ended without reading all: its exit code tells
        child.stdin.end(input);
        child.on("error", (error) => done({ ok: false, reason: error.message }));
        child.on("close", (code, signal) =>
          done(
            code === 0
              ? { ok: true, output: undefined }
              : { ok: false, reason: reasonIn(said) ?? `git ended with ${signal ?? code}` },
          ),
        );
      }),
  };
}

/**
 * In a container a job is root, and the checkout somebody else's, which git refuses; a runner has nobody to protect
 * from that. https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory, read 2026-11-21.
 */
const isForgeJob = (env: Env): boolean => env["GITHUB_ACTIONS"] === "true" || env["GITLAB_CI"] === "true";

/** What git said, rather than the long line that it was called by. */
function wordsOf(error: unknown): string {
  const said = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  return reasonIn(said) ?? String(error);
}

/** A hook's or a user's GIT_DIR would send git to another repository: only configuration is passed on. */
function cleaned(env: Env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith("GIT_") || name.startsWith("GIT_CONFIG_"));
  return {
    ...Object.fromEntries(kept.filter(([name]) => name.toUpperCase() !== "PATH")),
    // Others start programs by their addresses; a variable, for a repository may allow each of them by its name.
    GIT_ALLOW_PROTOCOL: "https:http:ssh:file",
    // What a repository says that its objects are instead is not what others get of it.
    GIT_GRAFT_FILE: "/dev/null",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_NO_LAZY_FETCH: "1", // it would ask the remote by its name, and so by the repository's configuration
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
}

/** The commit that a name stands for, or undefined where it stands for none. */
export async function commitOf(git: Git, name: string): Promise<string | undefined> {
  const result = await git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  return result.ok ? result.output.trim() : undefined;
}
