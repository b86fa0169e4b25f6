import type { Step } from "../model/steps.ts";

/** Puts lines behind one line of a file, in the line ends that it has. */
export const insertLines = (path: string, text: string, behind: number, lines: readonly string[]) => ({
  do: "change" as const,
  path,
  from: text,
  text: withLines(text, behind, lines),
  lines,
});

export function withLines(text: string, behind: number, lines: readonly string[]): string {
  const all = text.split("\n");
  const end = all[behind]?.endsWith("\r") ? "\r" : "";
  return [...all.slice(0, behind + 1), ...lines.map((line) => line + end), ...all.slice(behind + 1)].join("\n");
}

/** What the file says once lines were added or inserted. */
export function textAfter(text: string, step: Extract<Step, { do: "append" | "change" }>): string {
  if (step.do === "change") return step.text;
  return [text.endsWith("\n") || text === "" ? text : `${text}\n`, ...step.lines.map((line) => `${line}\n`)].join("");
}

/** The number of the first line that fits, or undefined. */
export function lineOf(text: string, pattern: RegExp, from = 0): number | undefined {
  const found = text.split("\n").findIndex((line, index) => index >= from && pattern.test(line));
  return found === -1 ? undefined : found;
}

/** How far the first line with content below another one is indented, if it fits. */
export function firstBelow(text: string, line: number, pattern: RegExp): string | undefined {
  const next = text
    .split("\n")
    .slice(line + 1)
    .find((one) => !/^\s*(?:#.*)?$/.test(one));
  return next === undefined ? undefined : pattern.exec(next)?.[1];
}

/** Whether a line says so that is no comment. */
export const says = (text: string | undefined, words: string): boolean =>
  text?.split("\n").some((line) => line.includes(words) && !/^\s*#/.test(line)) === true;
