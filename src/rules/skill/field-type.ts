import { claudeCodeFacts } from "../../clients/claude-code.ts";
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
  why: "Claude Code passes over what it cannot use and says nothing. `true`, `yes`, `on` and `1` switch something on, in quotes, too, and nothing else does: `disable-model-invocation: enabled` keeps no model from the skill, and `user-invocable:` with nothing behind it hides the skill from its users.",
  consequence: "Claude Code behaves as if the field were not there, or said no.",
  help: "Write switches as true or false without quotes, and the other fields as text.",
  since: "0.1.0",
  yieldsTo: ["loading/copilot-fields"],
  sources: [
    claudeCodeFacts.skillSwitches,
    {
      read: { url: "https://claude-code-best-practics.netlify.app/best-practices/skills", date: "2026-11-21" },
    },
  ],

  *check({ frontmatter }) {
    for (const { key, keyRange, value } of frontmatter?.data?.entries ?? []) {
      if (key === "hooks" || key === "disallowed-tools") continue; // hooks/shape and skill/lost-guard report them
      const expected = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
      if (value.kind === "null" && SWITCHES.has(key))
        yield { message: `The field "${key}" is empty: ${SWITCHES.get(key)}.`, at: keyRange };
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
      because: "a switch in quotes, and by another word for it",
      files: {
        "skills/git/SKILL.md":
          '---\nname: git\ndescription: Commits.\ndisable-model-invocation: "true"\nuser-invocable: no\n---\nCommit.\n',
      },
    },
    {
      because: "a word that is none for it, and a switch with nothing behind it",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\ndisable-model-invocation: enabled\nuser-invocable:\n---\nCommit.\n",
      },
      reports: [
        '4:27 The field "disable-model-invocation" is a string, not a boolean.',
        '5:1 The field "user-invocable" is empty: Claude Code hides the skill from its users.',
      ],
    },
  ],
});

/** What comes of a switch with nothing behind it. */
const SWITCHES: ReadonlyMap<string, string> = new Map([
  ["disable-model-invocation", "the model may start the skill"],
  ["user-invocable", "Claude Code hides the skill from its users"],
]);

/** Whether Claude Code takes a value that is no boolean for one. */
const isSwitch = (value: DataNode): boolean =>
  (value.kind === "string" && /^\s*(?:true|false|yes|no|on|off|1|0)\s*$/i.test(value.value)) ||
  (value.kind === "number" && (value.value === 0 || value.value === 1));

function named(kind: string): string {
  return kind === "string" ? "text" : kind;
}
