import type { Step } from "../model/steps.ts";

/** Puts lines behind one line of a text, in the line ends that it has. */
export function insertLines(path: string, text: string, behind: number, lines: readonly string[]): Step {
  const all = text.split("\n");
  const end = all[behind]?.endsWith("\r") ? "\r" : "";
  const changed = [...all.slice(0, behind + 1), ...lines.map((line) => line + end), ...all.slice(behind + 1)];
  return { do: "change", path, from: text, text: changed.join("\n"), lines };
}

/** The number of the first line that fits, or undefined. */
export function lineOf(text: string, pattern: RegExp, from = 0): number | undefined {
  const found = text.split("\n").findIndex((line, index) => index >= from && pattern.test(line));
  return found === -1 ? undefined : found;
}
