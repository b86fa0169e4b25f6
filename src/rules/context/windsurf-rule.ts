import { windsurfFacts } from "../../clients/windsurf.ts";
import { codePoints } from "../../context/fields.ts";
import { thousands } from "../../model/numbers.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const contextWindsurfRule = defineArtifactRule({
  id: "context/windsurf-rule",
  on: ["scoped-instructions", "instructions"],
  severity: "off",
  severityFor: { windsurf: "warning" },
  summary: "A rule file of Windsurf has at most 12,000 characters.",
  why: "Windsurf's documentation gives that bound for each rule file of a workspace.",
  consequence: "Windsurf works with a part of the rule.",
  help: "Split the rule into several files, each for its own files or subject.",
  since: "0.1.0",
  sources: [windsurfFacts.ruleCharacters],
  options: { "max-characters": windsurfFacts.ruleCharacters.value },
  optionAliases: { max: "max-characters" },
  loosens: { "max-characters": "more" },

  *check({ dialect, source }, { "max-characters": max }) {
    if (dialect !== "windsurf" || source.text.length <= max) return;
    const length = codePoints(source.text);
    if (length > max)
      yield { message: `The rule has ${thousands(length)} of ${thousands(max)} characters.`, client: "windsurf" };
  },

  examples: [
    { because: "12,000 characters are allowed", files: { ".windsurf/rules/style.md": "x".repeat(12_000) } },
    {
      because: "one more is one too many",
      files: { ".windsurf/rules/style.md": "x".repeat(12_001) },
      reports: ["The rule has 12,001 of 12,000 characters."],
    },
  ],
});
