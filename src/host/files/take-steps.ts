import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, relative } from "node:path";
import type { Step } from "../../model/steps.ts";
import { UsageError } from "../../model/usage-error.ts";
import { systemWords } from "./error-code.ts";
import { readInside } from "./read-file.ts";
import { makeFolder } from "./make-folder.ts";
import { realPlace } from "./inside.ts";
import { removeInside, whyNotRemovable } from "./remove-inside.ts";
import { placeInside, type Refusal, writeInside } from "./write-whole.ts";

/**
 * Does what a plan says, below a folder. Looks first whether each step can be done, so that a plan is not left half
 * done. Writes over nothing: a file that appeared or changed since the plan was made ends it.
 */
export function takeSteps(folder: string, steps: readonly Step[]): void {
  expectTakeable(folder, steps);
  for (const [done, step] of steps.entries()) {
    const refusal = refusalOf(folder, step);
    if (refusal === undefined) continue;
    const before =
      done === 0 ? "Nothing was written." : `${done} of ${steps.length} steps are done; run this again for the others.`;
    throw new UsageError(`Cannot write "${step.path}": ${refusal}. ${before}`);
  }
}

function refusalOf(folder: string, step: Step): Refusal {
  try {
    return take(folder, step);
  } catch (error) {
    return systemWords(error);
  }
}

/** Throws UsageError where a plan cannot be obeyed, as far as that can be seen beforehand. */
export function expectTakeable(folder: string, steps: readonly Step[]): void {
  for (const step of steps) {
    const reason = obstacle(realPlace(folder), step);
    if (reason !== undefined) throw new UsageError(`Cannot write "${step.path}": ${reason}. Nothing was written.`);
  }
}

/** Why a step cannot be done. */
function obstacle(folder: string, step: Step): Refusal {
  if (step.do === "remove") return whyNotRemovable(folder, step.path, step.from);
  const place = placeInside(folder, step.path);
  if (!place.ok) return place.reason;
  const { file } = place;
  const there = closest(file);
  const isFolder = statSync(there).isDirectory();
  if (there !== file && !isFolder) return `"${relative(folder, there)}" is a file`;
  if (there === file && step.do === "write") return "it is there already";
  if (there === file && isFolder && step.do !== "make-folder") return "it is a folder";
  return isWritable(there) ? undefined : `you may not write to "${relative(folder, there) || "."}"`;
}

/** The path itself, or the closest folder on the way to it that is there. */
const closest = (path: string): string => (existsSync(path) ? path : closest(dirname(path)));

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function take(folder: string, step: Step): Refusal {
  switch (step.do) {
    case "make-folder":
      return placeFolder(folder, step.path);
    case "write":
      return writeInside(folder, step.path, step.text, { before: "nothing" });
    case "change":
      return writeInside(folder, step.path, step.text, { before: new TextEncoder().encode(step.from) });
    case "copy":
      return copy(folder, step);
    case "remove":
      return removeInside(folder, step.path, step.from);
    default:
      return append(folder, step);
  }
}

function placeFolder(folder: string, path: string): Refusal {
  const place = placeInside(realPlace(folder), path);
  if (!place.ok) return place.reason;
  makeFolder(place.file);
  return undefined;
}

/** In the line ends that the file has, unless a shell reads it. */
function append(folder: string, { path, lines, script }: Extract<Step, { do: "append" }>): Refusal {
  const now = readInside(folder, path);
  if (!now.ok && now.why !== "absent") return now.reason;
  const before = now.ok ? Buffer.from(now.bytes) : Buffer.alloc(0);
  const text = before.toString("latin1");
  const end = !script && text.includes("\r\n") ? "\r\n" : "\n";
  const more = (text === "" || text.endsWith("\n") ? "" : end) + lines.map((line) => line + end).join("");
  return writeInside(folder, path, Buffer.concat([before, Buffer.from(more)]), { before: now.ok ? before : "nothing" });
}

const AT_ONCE = 1024 * 1024;

/** Seeds of data may be large: no more than a piece of one is in memory. */
function copy(folder: string, { from, path }: Extract<Step, { do: "copy" }>): Refusal {
  const place = placeInside(realPlace(folder), from);
  if (!place.ok) return `"${from}" cannot be copied: ${place.reason}`;
  const source = openSync(place.file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const { mode, size } = fstatSync(source);
    const piece = Buffer.alloc(AT_ONCE);
    const fill = (target: number): void => {
      for (let at = 0; at < size;) {
        const read = readSync(source, piece, 0, piece.length, at);
        if (read === 0) return;
        for (let written = 0; written < read;) written += writeSync(target, piece, written, read - written);
        at += read;
      }
    };
    return writeInside(folder, path, fill, { before: "nothing", mode: mode & 0o777 });
  } finally {
    closeSync(source);
  }
}
