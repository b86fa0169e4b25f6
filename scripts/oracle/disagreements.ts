import type { Asked } from "./listed-skills.ts";

/** Where a client and `agent-ci clients` may differ about a skill, each with a reason. */
export const DISAGREEMENTS: readonly {
  readonly reader: Asked;
  readonly applies: (text: string) => boolean;
  readonly reason: string;
}[] = [
  {
    reader: "opencode",
    applies: (text) => !/\n---[ \t]*(?:\n|$)/.test(text.slice(3)),
    reason:
      "OpenCode reads frontmatter that nothing closes to the end of the file; every other client drops the skill.",
  },
  {
    reader: "opencode",
    applies: (text) => /^[ \t]+\S/m.test(text),
    reason:
      "OpenCode mends some values on several lines; which ones is not worth a rule while other clients drop the skill.",
  },
];
