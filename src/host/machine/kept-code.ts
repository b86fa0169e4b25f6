import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import * as module from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { isOwn, outside, userCache } from "../files/cache-folder.ts";
import { makeFolder } from "../files/make-folder.ts";
import { AS_IT_LIES, readUpTo } from "../files/read-up-to.ts";
import { writeWhole } from "../files/write-whole.ts";

/**
 * Keeps what V8 compiled of the program for its next runs. Node's own compile cache takes a file before it runs, and so
 * has none of the functions that V8 compiles once they are called: a run needs a thousand of them, each time anew.
 * They are kept in the same place, where Node has one: in the user's cache, unless Node's own variables say otherwise.
 * `chunks`: the folder of the program's files; what does not come from it is compiled as ever.
 */
export function keepCode(chunks: string): void {
  const checkout = workingFolder();
  // Not the runner's folder for one job: pipelines hand on all that lies there.
  const cache = checkout === undefined ? undefined : outside(checkout, userCache(process.env));
  // In Node's own choice, below /tmp, another user can put code that we would run. A Node that is too old has none.
  if (cache !== undefined && isOwn(cache)) module.enableCompileCache?.(join(cache, "agent-ci", "code"));
  const folder = checkout === undefined ? undefined : keptFor(chunks, checkout);
  if (folder === undefined) return;
  const compiled: Compiled[] = [];
  const usual: Compile = Reflect.get(module.Module.prototype, COMPILE);
  const compile: Compile = function compile(content, filename, ...rest) {
    if (content.length < SMALL || dirname(filename) !== chunks) return usual.call(this, content, filename, ...rest);
    const file = join(folder, basename(filename));
    const kept = keptIn(file, content);
    const columnOffset = -WRAPPED; // a stack says where a bug is in the file
    const script = new Script(module.Module.wrap(content), {
      filename,
      columnOffset,
      ...(kept && { cachedData: kept.code }),
    });
    compiled.push({ file, content, script, fresh: kept?.fresh === true && script.cachedDataRejected === false });
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
  readonly content: string;
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

/** Characters that stand before the text of a file once it is wrapped in a function. */
const WRAPPED = module.Module.wrap("").indexOf("{") + 2;

/** Undefined where it is gone: whoever needs it says so. */
function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/**
 * A folder for this build alone, so that two of them do not take each other's place by turns. Undefined where the
 * program is no build, nothing is to be kept, or a checkout or somebody else could have put something there.
 */
function keptFor(chunks: string, checkout: string): string | undefined {
  const nodes = outside(checkout, module.getCompileCacheDir?.());
  if (nodes === undefined || !isOwn(nodes)) return undefined;
  try {
    const { build } = JSON.parse(readFileSync(join(chunks, "..", "package.json"), "utf8"));
    return typeof build === "string" ? join(nodes, BUILD + build) : undefined;
  } catch {
    return undefined;
  }
}

const BUILD = "agent-ci-";

/** Characters of a file that are compiled sooner than what was kept of them is looked at. */
const SMALL = 20_000;
/** Bytes: far more than the code of any file takes. */
const LARGEST = 64 * 1024 * 1024;
const DAY = 24 * 60 * 60 * 1000;

const digestOf = (code: Buffer, content: string): Buffer => createHash("sha256").update(code).update(content).digest();
const DIGEST = 32;

/**
 * What was kept of one file by whoever runs the program: code of somebody else's is not run. V8 does not look at it
 * closely either, and ends the process over a spoilt byte; and of the text it compares no more than the length, which
 * somebody may have mended in place. A digest of both stands before it.
 */
function keptIn(file: string, content: string): { readonly code: Buffer; readonly fresh: boolean } | undefined {
  try {
    const handle = openSync(file, AS_IT_LIES);
    try {
      const { size, uid, mtimeMs } = fstatSync(handle);
      const bytes = uid === (process.getuid?.() ?? uid) ? readUpTo(handle, size, LARGEST) : undefined;
      const code = bytes?.subarray(DIGEST);
      if (!bytes || !code || !digestOf(code, content).equals(bytes.subarray(0, DIGEST))) return undefined;
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
    for (const { file, content, script } of compiled) {
      const code = script.createCachedData();
      writeWhole(file, Buffer.concat([digestOf(code, content), code]), { cached: true, mode: 0o600 });
    }
    forgetOld(folder);
  } catch {
    // The next run compiles what it needs, as this one did.
  }
}

/** Days after which nobody runs a build any more; one that runs is kept anew each day. */
const FORGOTTEN = 30;

function forgetOld(folder: string): void {
  const nodes = dirname(folder);
  for (const name of readdirSync(nodes)) {
    const old = join(nodes, name);
    if (name.startsWith(BUILD) && old !== folder && Date.now() - statSync(old).mtimeMs > FORGOTTEN * DAY)
      rmSync(old, { recursive: true, force: true });
  }
}
