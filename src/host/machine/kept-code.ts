import { hash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import * as module from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { makeFolder } from "../files/make-folder.ts";
import { AS_IT_LIES, readUpTo } from "../files/read-up-to.ts";
import { writeWhole } from "../files/write-whole.ts";

/**
 * Keeps what V8 compiled of the program for its next runs. Node's own compile cache takes a file before it runs, and so
 * has none of the functions that V8 compiles once they are called: a run needs a thousand of them, each time anew.
 * They are kept in the same place, where Node has one.
 * `chunks`: the folder of the program's files; what does not come from it is compiled as ever.
 */
export function keepCode(chunks: string): void {
  module.enableCompileCache?.(); // an older Node than we ask for has none
  const folder = keptFor(chunks);
  if (folder === undefined) return;
  const compiled: Compiled[] = [];
  const usual: Compile = Reflect.get(module.Module.prototype, COMPILE);
  const compile: Compile = function compile(content, filename, ...rest) {
    if (content.length < SMALL || dirname(filename) !== chunks) return usual.call(this, content, filename, ...rest);
    const file = join(folder, basename(filename));
    const kept = keptIn(file);
    const script = new Script(module.wrap(content), { filename, ...(kept && { cachedData: kept.code }) });
    compiled.push({ file, script, fresh: kept?.fresh === true && script.cachedDataRejected === false });
    const run: Wrapped = script.runInThisContext();
    return run.call(this.exports, this.exports, (id) => this.require(id), this, filename, chunks);
  };
  Reflect.set(module.Module.prototype, COMPILE, compile);
  process.once("exit", () => {
    if (compiled.some(({ fresh }) => !fresh)) keep(folder, compiled);
  });
}

interface Compiled {
  readonly file: string;
  readonly script: Script;
  /** Taken from what was kept, and not long ago. */
  readonly fresh: boolean;
}

/** How Node compiles a file of CommonJS. Not documented, but replaced by many a program since Node's first years. */
const COMPILE = "_compile";
type Compile = (this: NodeJS.Module, content: string, filename: string, ...rest: readonly unknown[]) => unknown;
type Wrapped = (
  exports: unknown,
  require: (id: string) => unknown,
  self: NodeJS.Module,
  file: string,
  folder: string,
) => unknown;

/**
 * A folder for this build alone: V8 compares no more of a text than its length. Undefined where the program is no
 * build, or nothing is to be kept.
 */
function keptFor(chunks: string): string | undefined {
  const nodes = module.getCompileCacheDir?.();
  if (nodes === undefined) return undefined;
  try {
    const { build } = JSON.parse(readFileSync(join(chunks, "..", "package.json"), "utf8"));
    return typeof build === "string" ? join(nodes, `agent-ci-${build}`) : undefined;
  } catch {
    return undefined;
  }
}

/** Characters of a file that are compiled sooner than what was kept of them is looked at. */
const SMALL = 20_000;
/** Bytes: far more than the code of any file takes. */
const LARGEST = 64 * 1024 * 1024;
const DAY = 24 * 60 * 60 * 1000;

const digestOf = (code: Buffer): Buffer => hash("sha256", code, "buffer");
const DIGEST = 32;

/**
 * What was kept of one file by whoever runs the program: code of somebody else's is not run. V8 does not look at it
 * closely either, and ends the process over a spoilt byte: a digest stands before it.
 */
function keptIn(file: string): { readonly code: Buffer; readonly fresh: boolean } | undefined {
  try {
    const handle = openSync(file, AS_IT_LIES);
    try {
      const { size, uid, mtimeMs } = fstatSync(handle);
      const bytes = uid === (process.getuid?.() ?? uid) ? readUpTo(handle, size, LARGEST) : undefined;
      const code = bytes?.subarray(DIGEST);
      if (!bytes || !code || !digestOf(code).equals(bytes.subarray(0, DIGEST))) return undefined;
      return { code, fresh: Date.now() - mtimeMs < DAY };
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

/** Once a day anew, since another repository needs other functions. */
function keep(folder: string, compiled: readonly Compiled[]): void {
  try {
    makeFolder(folder, 0o700);
    for (const { file, script } of compiled) {
      const code = script.createCachedData();
      writeWhole(file, Buffer.concat([digestOf(code), code]), { cached: true, mode: 0o600 });
    }
  } catch {
    // The next run compiles what it needs, as this one did.
  }
}
