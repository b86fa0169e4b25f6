import type { SetupGround, SetupPart } from "./ground.ts";
import { firstBelow, insertLines, lineOf, says, textAfter } from "./insert-lines.ts";

/** The project's own pipeline, which includes files of ours. */
export const TOP = ".gitlab-ci.yml";

/** The line by which the project's pipeline includes a file, where it does not yet. */
export function includePart({ text, grows }: SetupGround, path: string): SetupPart {
  const now = text(TOP);
  const entry = `- local: /${path}`;
  if (says(now, path)) return { steps: [] };
  if (now === undefined) return { steps: [{ do: "write", path: TOP, text: `include:\n  ${entry}\n` }] };
  const step = including(now, entry);
  if (step && grows(now, textAfter(now, step))) return { steps: [step] };
  return { steps: [], left: [`${TOP}: add \`local: /${path}\` to its \`include:\`.`] };
}

/** The lines that ours takes, as far as the text shows where they belong. */
function including(now: string, entry: string) {
  if (!/^["']?include\b/m.test(now)) return { do: "append" as const, path: TOP, lines: ["include:", `  ${entry}`] };
  const include = lineOf(now, /^include:\s*(?:#.*)?$/);
  const first = include === undefined ? undefined : firstBelow(now, include, /^(\s*)- /);
  if (include === undefined || first === undefined) return undefined;
  return insertLines(TOP, now, include, [`${first}${entry}`]);
}
