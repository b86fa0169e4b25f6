import { cpSync, existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { IGNORE_FILES } from "../secrets/ignore-list.ts";
import type { Leak } from "../secrets/leak.ts";
import { temporaryFolder } from "./cache-folder.ts";
import type { CommitRange } from "./commit-range.ts";
import { shadowRepository } from "./git-shadow.ts";
import type { Git } from "./git.ts";
import { type Scanner, type ScanRequest, scanWith } from "./gitleaks-wrapper.ts";
import { trustedPath } from "./programs.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Where a scanner program searches, and by whose rules. */
export interface ScanAsked {
  readonly scanner: Scanner;
  /** The program's configuration, from whoever judges; its own rules where there is none. */
  readonly config?: string;
  readonly top: string;
  readonly env: Env;
}

const OWN_RULES = "[extend]\nuseDefault = true\n";

/** The files of a folder, or one of them: all that the program wants to read, whether git ignores it or not. */
export const scanFiles = (asked: ScanAsked, folder: string, path?: string): Promise<readonly Leak[]> =>
  inTemporary(asked, (scan, temporary) =>
    scan(["dir", path === undefined ? "." : `./${path}`], seen(folder, join(temporary, "files"))),
  );

/** What the next commit adds. Paths count from the repository's top. */
export const scanStaged = (asked: ScanAsked, git: Git): Promise<readonly Leak[]> =>
  inTemporary(asked, async (scan, temporary) => {
    const shadow = join(temporary, "shadow");
    await shadowRepository(git, shadow, { index: true });
    return scan(["git", "--pre-commit", "--staged", "."], shadow);
  });

/** What commits added. Paths count from the repository's top. */
export const scanCommits = (asked: ScanAsked, git: Git, { revisions }: CommitRange): Promise<readonly Leak[]> =>
  inTemporary(asked, async (scan, temporary) => {
    const shadow = join(temporary, "shadow");
    await shadowRepository(git, shadow);
    // A range holds ids and options of ours without any blank: the program splits at blanks.
    return scan(["git", `--log-opts=--full-history ${revisions.join(" ")}`, "."], shadow);
  });

/** The folder itself, or a copy without the ignore file that the program would follow whatever it is told. */
function seen(folder: string, copy: string): string {
  if (!IGNORE_FILES.some((name) => existsSync(join(folder, name)))) return folder;
  const left = new Set<string>([".git", ...IGNORE_FILES]);
  cpSync(folder, copy, {
    recursive: true,
    filter: (path) => {
      if (left.has(relative(folder, path))) return false;
      const stats = lstatSync(path);
      return stats.isFile() || stats.isDirectory();
    },
  });
  return copy;
}

type Scan = (verb: ScanRequest["verb"], folder: string) => Promise<readonly Leak[]>;

async function inTemporary(
  { scanner, config = OWN_RULES, env, top }: ScanAsked,
  use: (scan: Scan, temporary: string) => Promise<readonly Leak[]>,
): Promise<readonly Leak[]> {
  const temporary = temporaryFolder(env, top, "agent-ci-scan-");
  try {
    const file = join(temporary, "rules.toml");
    writeFileSync(file, config);
    const ignores = join(temporary, "none");
    mkdirSync(ignores);
    const known = { config: file, ignores, env: scannerEnvironment(env, top) };
    return await use((verb, folder) => scanWith(scanner, { verb, folder, ...known }), temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** What the program and its git need, and nothing that says where its rules are or holds a token. */
export function scannerEnvironment(env: Env, top: string): NodeJS.ProcessEnv {
  const kept = ["HOME", "USERPROFILE", "SYSTEMROOT", "SystemRoot", "TMPDIR", "TEMP", "TMP"];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
    PATH: trustedPath(env, [top]),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    LC_ALL: "C",
  };
}
