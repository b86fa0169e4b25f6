import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { tempFolder } from "./temp-folder.ts";

/** A null removes the file. */
export type FileChanges = Readonly<Record<string, string | { readonly link: string } | null>>;

export interface Repository {
  readonly folder: string;
  /** Runs git in the folder; answers with what it printed, without the last newline. Throws with git's words. */
  readonly git: (...args: readonly string[]) => string;
  /**
   * Writes and removes files, commits everything, and answers with the commit's id: the same for the same history. `date` is
   * that of this commit alone; the others are a minute apart.
   */
  readonly commit: (changes: FileChanges, message?: string, date?: string) => string;
  /** Creates a branch at HEAD, or at a commit, and checks it out. */
  readonly branch: (name: string, from?: string) => void;
}

/** A repository in a folder of its own, removed after the test, on branch `main` with one commit of these files. */
export function createRepository(files: FileChanges = { "README.md": "# A repository\n" }): Repository {
  const folder = tempFolder();
  initialise(folder);
  const repository = openRepository(folder);
  repository.commit(files, "First commit");
  return repository;
}

/**
 * What `git init --initial-branch=main` writes: to start a program costs more than these files do.
 * https://git-scm.com/docs/gitrepository-layout, read 2026-11-30.
 */
function initialise(folder: string): void {
  for (const one of ["objects/info", "objects/pack", "refs/heads", "refs/tags"])
    mkdirSync(join(folder, ".git", one), { recursive: true });
  writeFileSync(join(folder, ".git/HEAD"), "ref: refs/heads/main\n");
  const core = ["repositoryformatversion = 0", "filemode = true", "bare = false", "logallrefupdates = true"];
  writeFileSync(join(folder, ".git/config"), ["[core]", ...core].join("\n\t") + "\n");
}

/** A clone over file://, which unlike one over a path may be shallow; `depth` counts commits. */
export function cloneRepository(
  { folder }: Repository,
  { depth, branch }: { readonly depth?: number; readonly branch?: string } = {},
): Repository {
  const clone = openRepository(tempFolder());
  const options = [depth !== undefined && `--depth=${depth}`, branch !== undefined && `--branch=${branch}`];
  clone.git("clone", "--quiet", ...options.filter((option) => option !== false), pathToFileURL(folder).href, ".");
  return clone;
}

/** Variables that keep git to the repository: no configuration of the user or the machine, no prompt, one fixed author. */
export function gitEnvironment(date = "2026-01-01T00:00:00Z"): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_TEMPLATE_DIR: "", // no samples of hooks in every repository
    GIT_AUTHOR_NAME: "Ada Author",
    GIT_AUTHOR_EMAIL: "ada@example.com",
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: "Ada Author",
    GIT_COMMITTER_EMAIL: "ada@example.com",
    GIT_COMMITTER_DATE: date,
  };
}

/** git looks after each commit whether it should tidy up, by programs of its own. */
const UNTIDIED = ["-c", "gc.auto=0", "-c", "maintenance.auto=false"];

function openRepository(folder: string): Repository {
  let minute = 0;
  const gitOn = (date: string, args: readonly string[]): string => {
    const env = gitEnvironment(date);
    return execFileSync("git", [...UNTIDIED, ...args], { cwd: folder, env, encoding: "utf8", stdio: "pipe" }).replace(
      /\n$/u,
      "",
    );
  };
  const git = (...args: readonly string[]): string =>
    gitOn(new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(), args);
  return {
    folder,
    git,
    commit: (changes, message = "A commit", date) => {
      // A minute apart, so that git can tell which commit is the later.
      minute += 1;
      for (const [path, text] of Object.entries(changes)) apply(join(folder, path), text);
      git("add", "--all");
      const args = ["commit", "--quiet", "--allow-empty", `--message=${message}`];
      if (date === undefined) git(...args);
      else gitOn(date, args);
      return headOf(folder);
    },
    branch: (name, from = "HEAD") => {
      git("checkout", "--quiet", "-b", name, from);
    },
  };
}

/** The commit that git has just written: the ref of its branch is a file of its own then, whatever else is packed. */
function headOf(folder: string): string {
  const head = readFileSync(join(folder, ".git/HEAD"), "utf8").trim();
  const [, ref] = /^ref: (.*)$/u.exec(head) ?? [];
  return ref === undefined ? head : readFileSync(join(folder, ".git", ref), "utf8").trim();
}

function apply(path: string, change: FileChanges[string]): void {
  if (change === null || change === undefined) return rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  if (typeof change === "string") writeFileSync(path, change);
  else symlinkSync(change.link, path);
}
