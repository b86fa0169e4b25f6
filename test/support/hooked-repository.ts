import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import { gitEnvironment } from "./git.ts";
import { tempFolder } from "./temp-folder.ts";

export interface Committed {
  readonly ok: boolean;
  /** All that git, the hooks and agent-ci printed. */
  readonly output: string;
}
/** A remote with nothing in it, on this machine. */
export function emptyRemote(): string {
  const folder = join(tempFolder(), "remote.git");
  execFileSync("git", ["init", "--quiet", "--bare", folder], { env: gitEnvironment(), stdio: "pipe" });
  return folder;
}

export interface HookedRepository {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly write: (texts: Readonly<Record<string, string>>) => void;
  /** Runs a program in the repository; throws with its words. */
  readonly run: (program: string, ...args: readonly string[]) => string;
  /** `git add` of all, unless told otherwise, and `git commit`, with its hooks. */
  readonly commit: (options?: {
    readonly env?: Readonly<Record<string, string>>;
    readonly args?: readonly string[];
    readonly message?: string;
  }) => Committed;
  /** `git push`, with its hooks. */
  readonly push: (args: readonly string[], env?: Readonly<Record<string, string>>) => Committed;
}

/** An empty repository in which `npm install --save-dev agent-ci` has been, and programs of these folders are on PATH. */
export function hookedRepository(bin: string, ...programs: readonly string[]): HookedRepository {
  const folder = join(tempFolder(), "a repository");
  const installed = join(folder, "node_modules/.bin");
  mkdirSync(installed, { recursive: true });
  symlinkSync(join(bin, "agent-ci"), join(installed, "agent-ci"));
  const home = tempFolder();
  const env = {
    ...gitEnvironment(),
    HOME: home,
    XDG_CACHE_HOME: join(home, "cache"),
    npm_config_offline: "true",
    PATH: [...programs.map((one) => dirname(one)), dirname(process.execPath), process.env["PATH"] ?? ""].join(":"),
  };
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, args, { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
  const git = (args: readonly string[], more: Readonly<Record<string, string>>): Committed => {
    const { status, stdout, stderr } = spawnSync("git", args, {
      cwd: folder,
      env: { ...env, ...more },
      encoding: "utf8",
    });
    return { ok: status === 0, output: stdout + stderr };
  };
  run("git", "init", "--quiet", "--initial-branch=main");
  const write = (texts: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  write({ ".gitignore": "node_modules/\n" });
  return {
    folder,
    env,
    write,
    run,
    commit: ({ env: more = {}, args = [], message = "feat: a change" } = {}) => {
      run("git", "add", "--all");
      return git(["commit", `--message=${message}`, ...args], more);
    },
    push: (args, more = {}) => git(["push", ...args], more),
  };
}

/** The release as a repository that the program pre-commit clones, at the tag of its version. */
export function releaseRepository(version: string): string {
  const folder = join(tempFolder(), "agent-ci");
  const git = (...args: readonly string[]): void =>
    void execFileSync("git", args, { env: gitEnvironment(), stdio: "pipe" });
  git("clone", "--quiet", inject("releaseTree"), folder);
  git("-C", folder, "tag", `v${version}`);
  return folder;
}
