import { CLAUDE_SKILL_FIELDS } from "../../clients/skill-fields.ts";
import type { DataNode } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const FIELDS: Readonly<Record<string, readonly string[]>> = CLAUDE_SKILL_FIELDS;

export const skillFieldType = defineArtifactRule({
  id: "skill/field-type",
  on: ["skill"],
  severity: "off",
  severityFor: { "claude-code": "warning" },
  summary: "The fields that Claude Code reads in a skill hold the kind of value that it expects.",
  why: 'Claude Code skips what it cannot use and says nothing: `user-invocable: "false"` is a text, and hides no skill.',
  consequence: "Claude Code behaves as if the field were not there.",
  help: "Write switches as true or false without quotes, and the other fields as text.",
  since: "0.1.0",
  sources: [
    {
      read: { url: "https://claude-code-best-practics.netlify.app/best-practices/skills", date: "2026-11-21" },
    },
  ],

  *check({ frontmatter }) {
    for (const { key, value } of frontmatter?.data?.entries ?? []) {
      if (key === "hooks") continue; // hooks/shape reports it
      const expected = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
      if (!expected || value.kind === "null" || expected.includes(value.kind)) continue;
      if (expected.includes("boolean") && isSwitch(value)) continue;
      yield {
        message: `The field "${key}" is a ${value.kind}, not a ${expected.map(named).join(" or a ")}.`,
        at: value.range,
      };
    }
  },

  examples: [
    {
      because: "a switch, a list of globs, a text",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\nuser-invocable: false\npaths: ['**/*.ts']\nmodel: opus\n---\nCommit.\n",
      },
    },
    {
      because: "a switch in quotes is a text",
      files: {
        "skills/git/SKILL.md":
          '---\nname: git\ndescription: Commits.\ndisable-model-invocation: "true"\n---\nCommit.\n',
      },
      reports: ['4:27 The field "disable-model-invocation" is a string, not a boolean.'],
    },
  ],
});

/** Whether a value is true or false, in YAML 1.1's words too: Claude Code reads them since 2.1.218. */
function isSwitch(value: DataNode): boolean {
  return value.kind === "string" && /^(?:yes|no|on|off)$/i.test(value.value);
}

function named(kind: string): string {
  return kind === "string" ? "text" : kind;
}
