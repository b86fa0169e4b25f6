import { holderIn } from "../../model/ranges.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const markdownPlaceholder = defineArtifactRule({
  id: "markdown/placeholder",
  on: ["skill", "instructions", "scoped-instructions", "agent", "command"],
  severity: "off",
  summary: "Texts for agents are finished.",
  why: "Texts about code speak of such marks too, so this rule is off unless you want it. What stands in code is left alone.",
  consequence: "The agent reads a note of the author as an instruction.",
  help: "Write what is missing, or take the line out.",
  since: "0.1.0",
  outline: true,

  *check({ source, body, outline }) {
    const { text } = source;
    const found = [...text.slice(body.start).matchAll(MARK)];
    if (found.length === 0) return;
    const { codeSpans, fences } = outline();
    const [span, fence] = [holderIn(codeSpans), holderIn(fences)];
    for (const { 0: mark, index } of found) {
      const start = body.start + index;
      if (!span(start) && !fence(start))
        yield { message: `Here stands "${mark}".`, at: { start, end: start + mark.length } };
    }
  },

  examples: [
    { because: "in code", files: { "AGENTS.md": "Search for `TODO:` before a release.\n" } },
    { because: "a note", files: { "AGENTS.md": "TODO: describe the build.\n" }, reports: ['1:1 Here stands "TODO:".'] },
  ],
});

const MARK = /\b(?:TODO|FIXME|TBD)\b:?|\blorem ipsum\b|\[(?:insert|your|add)\b[^\]\n]{0,60}\](?!\()/gi;
