import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { whenEnded } from "../machine/when-ended.ts";

/** What a workspace begins with, by POSIX path: files, and links that stay in it. */
export type Fixture = ReadonlyMap<string, FixtureFile>;
export type FixtureFile = { readonly bytes: Uint8Array; readonly executable: boolean } | { readonly link: string };

export interface LaidOut {
  readonly workspace: string;
  /** Fresh and empty. */
  readonly home: string;
  /** Takes both away. */
  readonly remove: () => void;
}

/** The one commit of a fixture is the same everywhere, so that no request differs by it. */
const WHO = {
  GIT_AUTHOR_NAME: "agent-ci",
  GIT_AUTHOR_EMAIL: "agent-ci@example.com",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
  GIT_COMMITTER_NAME: "agent-ci",
  GIT_COMMITTER_EMAIL: "agent-ci@example.com",
  GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
};
const ALONE = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
const SETTINGS = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "gc.auto=0", "maintenance.auto=false"];
/** https://git-scm.com/docs/gitrepository-layout, read 2026-11-30. */
const CONFIG = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = false
[user]
\tname = agent
\temail = agent@example.com
`;

/**
 * A copy to work in and a HOME, in folders of their own; with `git`, the program, the copy is a repository of one
 * commit. Throws where the disk does not take it. Whoever ends this process takes both away too.
 */
export function layOutWorkspace(fixture: Fixture, git: string | undefined): LaidOut {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "agent-ci-rehearsal-"));
  const clean = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const release = whenEnded(clean);
  const remove = (): void => {
    release();
    clean();
  };
  try {
    const [workspace, home] = [join(folder, "workspace"), join(folder, "home")];
    chmodSync(folder, 0o711); // whoever a program runs as has to get through
    for (const one of [workspace, home]) mkdirSync(one, { mode: 0o700 });
    for (const [path, file] of fixture) put(join(workspace, path), file);
    if (git !== undefined) commit(workspace, git);
    return { workspace, home, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function put(at: string, file: FixtureFile): void {
  mkdirSync(dirname(at), { recursive: true });
  if ("link" in file) return symlinkSync(file.link, at);
  writeFileSync(at, file.bytes);
  if (file.executable) chmodSync(at, 0o755);
}

function commit(workspace: string, git: string): void {
  for (const one of ["objects/info", "objects/pack", "refs/heads", "refs/tags"])
    mkdirSync(join(workspace, ".git", one), { recursive: true });
  writeFileSync(join(workspace, ".git/HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(workspace, ".git/config"), CONFIG);
  const run = (...args: readonly string[]): void =>
    void execFileSync(git, [...SETTINGS.flatMap((one) => ["-c", one]), ...args], {
      cwd: workspace,
      env: { ...WHO, ...ALONE, HOME: workspace, PATH: dirname(git) },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: 60_000,
    });
  run("add", "--all");
  run("commit", "--quiet", "--allow-empty", "--no-verify", "--message=The workspace of a rehearsal");
}
