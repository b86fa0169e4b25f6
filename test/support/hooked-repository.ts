import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, inject } from "vitest";
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

/** An empty repository in which `npm install --save-dev agent-ci` has been, and a program's folder is on PATH. */
export function hookedRepository(
  bin: string,
  program?: string,
  more: Readonly<Record<string, string>> = {},
): HookedRepository {
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
    PATH: [
      ...(program === undefined ? [] : [dirname(program)]),
      dirname(process.execPath),
      process.env["PATH"] ?? "",
    ].join(":"),
    ...more,
  };
  const run = (command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
  const git = (args: readonly string[], given: Readonly<Record<string, string>>): Committed => {
    const { status, stdout, stderr } = spawnSync("git", args, {
      cwd: folder,
      env: { ...env, ...given },
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
    commit: ({ env: given = {}, args = [], message = "feat: a change" } = {}) => {
      run("git", "add", "--all");
      return git(["commit", `--message=${message}`, ...args], given);
    },
    push: (args, given = {}) => git(["push", ...args], given),
  };
}

export interface ReleaseRepository {
  /** A `file:` URL. */
  readonly address: string;
  /** Variables by which pre-commit keeps what it installed of it. */
  readonly cache: Readonly<Record<string, string>>;
}

/**
 * The release as a repository that the program pre-commit clones, at the tag of its version; installed once for a file of
 * tests. Call it outside of tests.
 */
export function releaseRepository(version: string): () => ReleaseRepository {
  let made: ReleaseRepository | undefined;
  beforeAll(() => {
    const folder = mkdtempSync(join(dirname(inject("releaseTree")), "hooks-"));
    const git = (...args: readonly string[]): void =>
      void execFileSync("git", args, { env: gitEnvironment(), stdio: "pipe" });
    const clone = join(folder, "agent-ci");
    git("clone", "--quiet", inject("releaseTree"), clone);
    git("-C", clone, "tag", `v${version}`);
    made = { address: pathToFileURL(clone).href, cache: { PRE_COMMIT_HOME: join(folder, "pre-commit") } };
  });
  return () => {
    if (made === undefined) throw new Error("The release is there once the tests run.");
    return made;
  };
}
