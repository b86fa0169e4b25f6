import type { Step } from "../../model/steps.ts";
import { terminal } from "../../report/escape/terminal.ts";

const WORDS = { write: "create", append: "add to", change: "change", "make-folder": "make", copy: "copy to" } as const;

/** A plan as a person reads it; `whole` says every line that would be written. */
export function showSteps(steps: readonly Step[], { whole }: { readonly whole: boolean }): string {
  return steps
    .flatMap((step) => [
      `${WORDS[step.do].padEnd(7)} ${terminal(step.path)}`,
      ...(whole ? linesOf(step).map((line) => `  + ${terminal(line)}`) : []),
    ])
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

function linesOf(step: Step): readonly string[] {
  if (step.do === "write") return step.text.replace(/\n$/, "").split("\n");
  return "lines" in step ? step.lines : [];
}
