import type { Step } from "../../model/steps.ts";
import { terminal } from "../../report/escape/terminal.ts";
import type { PlannedPart } from "../../setup/ground.ts";

const WORDS = {
  write: "create",
  append: "add to",
  change: "change",
  "make-folder": "make",
  copy: "copy to",
  remove: "remove",
} as const;

/**
 * A plan as a person reads it: part by part, each with its reason; `whole` says every line that would be written. A
 * file that two parts add to stands with the first; `isThere` says which files are there to be added to.
 */
export function showParts(
  parts: readonly PlannedPart[],
  steps: readonly Step[],
  { whole, isThere }: { readonly whole: boolean; readonly isThere: (path: string) => boolean },
): string {
  const shown = new Set<Step>();
  const lines = parts.flatMap(({ title, why, steps: own }) => {
    const those = steps.filter(
      (step) => !shown.has(step) && own.some((one) => one.do === step.do && one.path === step.path),
    );
    for (const step of those) shown.add(step);
    return those.length === 0
      ? []
      : [
          `${title}: ${why}`,
          ...those.flatMap((step) => [
            named(step, isThere),
            ...(whole ? linesOf(step).map((line) => `  + ${terminal(line)}`) : []),
          ]),
        ];
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

function named(step: Step, isThere: (path: string) => boolean): string {
  const does = step.do === "append" && !isThere(step.path) ? "write" : step.do;
  return `  ${WORDS[does].padEnd(7)} ${terminal(step.path)}`;
}

function linesOf(step: Step): readonly string[] {
  if (step.do === "write") return step.text.replace(/\n$/, "").split("\n");
  return "lines" in step ? step.lines : [];
}
