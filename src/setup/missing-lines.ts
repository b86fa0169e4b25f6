import type { Step } from "../model/steps.ts";

/**
 * Adds those of the lines that a file does not have yet, whole lines compared; creates the file where there is none.
 */
export function missingLines(
  path: string,
  text: string | undefined,
  lines: readonly string[],
  same: (line: string) => string = (line) => line.trim(),
): readonly Step[] {
  const known = new Set((text ?? "").split("\n").map(same));
  const missing = lines.filter((line) => line !== "" && !isHeading(line) && !known.has(same(line)));
  if (missing.length === 0) return [];
  const wanted = new Set(missing);
  return [{ do: "append", path, lines: lines.filter((line) => wanted.has(line) || isHeading(line)) }];
}

const isHeading = (line: string): boolean => /^[#[]/.test(line);
