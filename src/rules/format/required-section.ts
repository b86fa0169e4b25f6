import { defineArtifactRule } from "../../model/rule.ts";
import { MARKDOWN_KINDS } from "../markdown-kinds.ts";

export const formatRequiredSection = defineArtifactRule({
  id: "format/required-section",
  on: MARKDOWN_KINDS,
  severity: "warning",
  summary: "Files have the sections that the team agreed on.",
  why: "What every skill or specification of a team says under the same heading is found by people and agents alike. Which sections those are only the team knows: without options the rule asks for none.",
  consequence: "The file says nothing about it, or says it where nobody looks.",
  help: "Add the section, or take it out of the options of the rule.",
  since: "0.1.0",
  outline: true,
  options: {
    skill: [],
    instructions: [],
    "scoped-instructions": [],
    agent: [],
    command: [],
    "output-style": [],
    "team-spec": [],
    orchestration: [],
  },
  loosens: {
    skill: "less",
    instructions: "less",
    "scoped-instructions": "less",
    agent: "less",
    command: "less",
    "output-style": "less",
    "team-spec": "less",
    orchestration: "less",
  },

  *check({ kind, outline }, options) {
    const wanted = options[kind];
    if (wanted.length === 0) return;
    const { headings, problem } = outline();
    if (problem) return;
    const present = new Set(headings.map(({ text }) => named(text)));
    for (const section of wanted)
      if (!section.split("|").some((name) => present.has(named(name))))
        yield {
          message: `There is no section ${section
            .split("|")
            .map((name) => `"${name.trim()}"`)
            .join(" or ")}.`,
        };
  },

  examples: [
    { because: "nothing is asked for", files: { "AGENTS.md": "# Payments\n" } },
    {
      because: "at any level, in any case, or under its other name",
      options: { instructions: ["Testing|Tests", "Style"] },
      files: { "AGENTS.md": "# Payments\n\n## tests\n\n### STYLE\n" },
    },
    {
      because: "a section that is only spoken of",
      options: { instructions: ["Testing|Tests", "Style"] },
      files: { "AGENTS.md": "# Payments\n\n## Tests\n\nStyle: none.\n" },
      reports: ['There is no section "Style".'],
    },
  ],
});

const named = (heading: string): string => heading.trim().toLowerCase();
