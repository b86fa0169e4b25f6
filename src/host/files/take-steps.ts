import {
  accessSync,
  appendFileSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Step } from "../../model/steps.ts";
import { UsageError } from "../../model/usage-error.ts";
import { landsOutside } from "./report-file.ts";

/**
 * Does what a plan says, below a folder. Looks first whether each step can be done, so that a plan is not left half done. Writes
 * over nothing: a file that appeared or changed since the plan was made ends it.
 */
export function takeSteps(folder: string, steps: readonly Step[]): void {
  expectTakeable(folder, steps);
  for (const step of steps)
    try {
      take(folder, step);
    } catch (error) {
      throw new UsageError(`Cannot write "${step.path}": ${error instanceof Error ? error.message : String(error)}`);
    }
}

/** Throws UsageError where a plan cannot be obeyed, as far as that can be seen beforehand. */
export function expectTakeable(folder: string, steps: readonly Step[]): void {
  for (const step of steps) {
    const reason = obstacle(folder, step);
    if (reason !== undefined) throw new UsageError(`Cannot write "${step.path}": ${reason}. Nothing was written.`);
  }
}

/** Why a step cannot be done. */
function obstacle(folder: string, step: Step): string | undefined {
  const file = join(folder, step.path);
  if (landsOutside(folder, file)) return "it leads out of the folder through a symbolic link";
  const there = closest(file);
  if (/(?:^|[\\/])\.git(?:[\\/]|$)/i.test(relative(realpathSync(folder), realpathSync(there))))
    return "it leads into git's own folder";
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

function take(folder: string, step: Step): void {
  const file = join(folder, step.path);
  if (step.do === "make-folder") return void mkdirSync(file, { recursive: true });
  mkdirSync(dirname(file), { recursive: true });
  switch (step.do) {
    case "write":
      return writeFileSync(file, step.text, { flag: "wx" });
    case "change":
      if (readFileSync(file, "utf8") !== step.from) throw new Error("it has changed meanwhile; run this again");
      return writeFileSync(file, step.text);
    case "copy":
      return copyFileSync(join(folder, step.from), file, constants.COPYFILE_EXCL);
    default:
      return append(file, step);
  }
}

/** In the line ends that the file has, unless a shell reads it. */
function append(file: string, { lines, script }: Extract<Step, { do: "append" }>): void {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const end = !script && before.includes("\r\n") ? "\r\n" : "\n";
  appendFileSync(file, (before === "" || before.endsWith("\n") ? "" : end) + lines.map((line) => line + end).join(""));
}
