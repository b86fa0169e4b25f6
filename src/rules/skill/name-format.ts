import { skillsRefFacts } from "../../clients/skills-ref.ts";
import type { Fix } from "../../model/diagnostic.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import type { Range, Source } from "../../model/source.ts";

// The reference implementation normalises to NFKC first and asks Python's isalnum(): letters and numbers of any script.
const FOREIGN = /[^\p{L}\p{N}-]/gu;

export const skillNameFormat = defineArtifactRule({
  id: "skill/name-format",
  on: ["skill"],
  severity: "warning",
  severityFor: { "skills-ref": "error" },
  summary: "A skill's name has lowercase letters, digits and single hyphens between them.",
  why: "The specification allows nothing else. Clients are lenient, each in its own way, so the skill goes by another name from client to client.",
  consequence:
    "skills-ref refuses the skill; Gemini CLI replaces characters such as a colon; VS Code lists it under its folder's name.",
  help: "Write the name in lowercase with hyphens, and rename the folder with it.",
  since: "0.1.0",
  sources: [skillsRefFacts.nameForm, { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],

  *check(skill) {
    const field = textField(skill, "name");
    if (!field || field.value === "") return; // skill/name-required reports it
    const { value, at } = field;
    const name = value.normalize("NFKC");
    const foreign = [...new Set(name.match(FOREIGN))].map((character) => JSON.stringify(character));
    const wrong = [
      ...(foreign.length > 0 ? [`contains ${foreign.join(", ")}`] : []),
      ...(name === name.toLowerCase() ? [] : ["is not lowercase"]),
      ...(name.startsWith("-") || name.endsWith("-") ? ["begins or ends with a hyphen"] : []),
      ...(name.includes("--") ? ["has two hyphens in a row"] : []),
    ];
    if (wrong.length === 0) return;
    const fix = hyphenated(skill.source, at, name);
    yield { message: `The name "${value}" ${wrong.join(" and ")}.`, at, ...(fix && { fix }) };
  },

  examples: [
    {
      because: "letters of any script are letters",
      files: { "skills/мой-навык/SKILL.md": "---\nname: мой-навык\ndescription: Reviews pull requests.\n---\n" },
    },
    {
      because: "capitals and a space",
      files: { "skills/review-pr/SKILL.md": "---\nname: Review PR\ndescription: Reviews pull requests.\n---\n" },
      reports: ['2:7 The name "Review PR" contains " " and is not lowercase.'],
      fixed: "---\nname: review-pr\ndescription: Reviews pull requests.\n---\n",
    },
    {
      because: "a hyphen separates words",
      files: { "skills/-review--pr/SKILL.md": "---\nname: -review--pr\ndescription: Reviews pull requests.\n---\n" },
      reports: ['2:7 The name "-review--pr" begins or ends with a hyphen and has two hyphens in a row.'],
      fixed: "---\nname: review-pr\ndescription: Reviews pull requests.\n---\n",
    },
  ],
});

/** What is not read as a text without quotes. */
const NO_TEXT = /^(?:[\d.]+(?:e\d+)?|0[xo][\da-f]+|true|false|null|yes|no|on|off|y|n)$/;

/** The name in the form that is asked for. People and agents call the skill by its name: no safe fix. */
function hyphenated({ text }: Source, at: Range, name: string): Fix | undefined {
  const written = text.slice(at.start, at.end);
  const wanted = name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join("-");
  if (wanted === "" || written.includes("\n") || NO_TEXT.test(wanted)) return undefined;
  const quote = /^["']/.exec(written)?.[0] ?? "";
  return {
    title: `Write "${wanted}"`,
    safe: false,
    edits: [{ range: at, text: `${quote}${wanted}${quote}` }],
  };
}
