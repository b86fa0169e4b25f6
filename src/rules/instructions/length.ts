import { layoutOf } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const instructionsLength = defineRepositoryRule({
  id: "instructions/length",
  severity: "info",
  summary: "An instruction file that is always loaded has at most 200 lines.",
  why: "It stands in the context of every task. Claude Code's documentation advises fewer than 200 lines: longer ones are followed less well.",
  consequence: "Every task pays for it, and single rules in it are overlooked.",
  help: "Move what concerns a part of the repository into that folder or into scoped rules; `agent-ci compress` proposes what to leave out.",
  since: "0.1.0",
  options: { "max-lines": 200 },
  optionAliases: { max: "max-lines" },
  loosens: { "max-lines": "more" },

  *check(repository, { "max-lines": max }) {
    const layout = layoutOf(repository);
    for (const artifact of repository.of("instructions")) {
      const lines = artifact.source.text.trimEnd().split("\n").length;
      if (lines > max && isLoadedHere(layout, artifact))
        yield { artifact, message: `The file has ${lines} lines, more than ${max}.` };
    }
  },

  examples: [
    { because: "200 lines", files: { "CLAUDE.md": "x\n".repeat(200) } },
    {
      because: "one more",
      files: { "CLAUDE.md": "x\n".repeat(201) },
      reports: ["The file has 201 lines, more than 200."],
    },
  ],
});
