import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { IGNORE_FILES, isIgnoreFile } from "../../secrets/ignore-list.ts";
import type { Leak } from "../../secrets/leak.ts";
import { temporaryFolder } from "../files/cache-folder.ts";
import { posix } from "../files/inside.ts";
import type { CommitRange } from "../git/commit-range.ts";
import { shadowRepository } from "../git/shadow.ts";
import type { Git } from "../git/git.ts";
import { type Scanner, type ScanRequest, scanWith } from "./gitleaks-wrapper.ts";
import { trustedPath } from "../machine/programs.ts";
import { whenEnded } from "../machine/when-ended.ts";

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

/** Files on disk, below a folder. */
interface FilesAsked {
  readonly folder: string;
  /** All that is listed; the program reads what git ignores, too, where it may read the folder itself. */
  readonly paths: readonly string[];
  /** The only one that is asked about. */
  readonly path?: string;
}

/** The files of a folder, or one of them. */
export const scanFiles = (asked: ScanAsked, { folder, paths, path }: FilesAsked): Promise<readonly Leak[]> =>
  inTemporary(asked, async (scan, temporary) => {
    if (path !== undefined) return within(folder, await scan(["dir", join(folder, path)], temporary));
    const seen = withoutIgnoreFiles(folder, paths, join(temporary, "files"));
    return within(seen, await scan(["dir", seen], temporary));
  });

/** As the program says it where it starts in the folder. */
function within(folder: string, leaks: readonly Leak[]): readonly Leak[] {
  const before = folder + sep;
  return leaks.map(({ fingerprint, ...leak }) => ({
    ...leak,
    file: leak.file.startsWith(posix(before)) ? leak.file.slice(before.length) : leak.file,
    ...(fingerprint !== undefined && {
      fingerprint: fingerprint.startsWith(before) ? fingerprint.slice(before.length) : fingerprint,
    }),
  }));
}

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
function withoutIgnoreFiles(folder: string, paths: readonly string[], copy: string): string {
  if (!IGNORE_FILES.some((name) => existsSync(join(folder, name)))) return folder;
  mkdirSync(copy);
  for (const path of paths) {
    if (isIgnoreFile(path)) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    copyFileSync(join(folder, path), join(copy, path));
  }
  return copy;
}

type Scan = (verb: ScanRequest["verb"], folder: string) => Promise<readonly Leak[]>;

async function inTemporary(
  { scanner, config = OWN_RULES, env, top }: ScanAsked,
  use: (scan: Scan, temporary: string) => Promise<readonly Leak[]>,
): Promise<readonly Leak[]> {
  const temporary = temporaryFolder(env, top, "agent-ci-scan-");
  const remove = (): void => rmSync(temporary, { recursive: true, force: true });
  const release = whenEnded(remove);
  try {
    const file = join(temporary, "rules.toml");
    writeFileSync(file, config);
    const ignores = join(temporary, "none");
    mkdirSync(ignores);
    const known = { config: file, ignores, env: scannerEnvironment(env, top) };
    return await use((verb, folder) => scanWith(scanner, { verb, folder, ...known }), temporary);
  } finally {
    release();
    remove();
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
