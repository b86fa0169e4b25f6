import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

interface Change {
  /** Where symbolic links lead that the copies beside a clone hold as texts, or not at all. */
  readonly links: Readonly<Record<string, string>>;
  /** Files that are too large to lie there: how they begin, and of how many bytes they are. */
  readonly large: Readonly<Record<string, { readonly text: string; readonly bytes: number }>>;
}

/** What a function makes of a case as it was meant, in a repository of its own. */
export function laidOut<T>(from: string, { links, large }: Change, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "case-"));
  try {
    if (existsSync(from)) cpSync(from, folder, { recursive: true });
    execFileSync("chmod", ["-R", "u+w", folder]);
    for (const [path, target] of Object.entries(links)) {
      const at = join(folder, path);
      rmSync(at, { recursive: true, force: true });
      mkdirSync(dirname(at), { recursive: true });
      symlinkSync(target, at);
    }
    for (const [path, { text, bytes }] of Object.entries(large)) {
      const at = join(folder, path);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, text + "x".repeat(bytes - text.length));
    }
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
