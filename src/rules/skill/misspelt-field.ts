import { CLAUDE_SKILL_FIELDS } from "../../clients/skill-fields.ts";
import { hidesGuard } from "../../inventory/hooks/misplaced-guards.ts";
import { deniesTools } from "../../inventory/teams/denies-tools.ts";
import { type DataNode, entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { correctedKey } from "../corrected-key.ts";

export const skillMisspeltField = defineArtifactRule({
  id: "skill/misspelt-field",
  on: ["skill", "command"],
  severity: "warning",
  summary: "The fields of skills and commands are spelled as clients know them.",
  why: "A client takes no notice of a field that it does not know. Only those that resemble a known one are reported.",
  consequence: "With `disable-model-invokation: true` the model may start the skill all the same.",
  help: "Correct the spelling. If the field is one of your own, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/skills", date: "2026-11-21" } }],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check({ kind, dialect, frontmatter, source }, { allowed }) {
    if (kind === "command" && dialect !== "claude-code") return;
    for (const entry of frontmatter?.data?.entries ?? []) {
      const { key, keyRange, value } = entry;
      // Claude Code reads the camel case, too; skill/lost-guard and hooks/lost-guard report the others
      if (key === "disallowedTools" || deniesTools(key) || hidesGuard(entry)) continue;
      if (KNOWN.includes(key) || allowed.includes(key) || key.length < 5) continue;
      const close = nearest(key, KNOWN);
      if (close === undefined || entryOf(frontmatter?.data, close) || !mayMean(close, value)) continue;
      yield {
        message: `No client knows a field "${key}"; did you mean "${close}"?`,
        at: keyRange,
        fix: correctedKey(source, keyRange, close),
      };
    }
  },

  examples: [
    {
      because: "known fields, and one that resembles none",
      files: {
        "skills/a/SKILL.md": "---\nname: a\ndescription: Does a.\nuser-invocable: false\nreviewed-by: us\n---\nA.\n",
      },
    },
    {
      because: "a list, where the field that it resembles takes none",
      files: {
        "skills/a/SKILL.md": "---\nname: a\ndescription: Does a.\nagents:\n  - claude-code\n  - codex\n---\nA.\n",
      },
    },
    {
      because: "a slip, for which the model may start the skill",
      files: { "skills/a/SKILL.md": "---\nname: a\ndescription: Does a.\ndisable-model-invokation: true\n---\nA.\n" },
      reports: ['4:1 No client knows a field "disable-model-invokation"; did you mean "disable-model-invocation"?'],
      fixed: "---\nname: a\ndescription: Does a.\ndisable-model-invocation: true\n---\nA.\n",
    },
  ],
});

/** Fields that do something, with the lists and maps that they take; others are for people, spelled as they like. */
const KINDS: Readonly<Record<string, readonly DataNode["kind"][]>> = {
  "allowed-tools": ["list"],
  compatibility: [],
  description: [],
  license: [],
  metadata: ["map"],
  name: [],
  ...CLAUDE_SKILL_FIELDS,
};
const KNOWN = Object.keys(KINDS);

/** Whether somebody may have meant a field by this value: a list of clients is not the name of a subagent. */
const mayMean = (field: string, { kind }: DataNode): boolean =>
  (kind !== "list" && kind !== "map") || KINDS[field]?.includes(kind) === true;
