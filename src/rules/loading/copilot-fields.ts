import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { agentLoading, skillLoading } from "../../context/loadability.ts";
import type { Reason } from "../../context/loading.ts";
import { type DataEntry, entryOf } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";
import { retypedValue } from "../retyped-value.ts";

const HINT = "argument-hint";

export const loadingCopilotFields = defineRepositoryRule({
  id: "loading/copilot-fields",
  severity: "off",
  severityFor: { copilot: "warning" },
  summary: "The fields of a skill, subagent or command are of the types that Copilot CLI takes.",
  why: "Copilot CLI checks types strictly: `argument-hint: [file]` is a list to YAML, `user-invocable: yes` a text, and an empty `allowed-tools:` nothing at all.",
  consequence: "Copilot CLI drops the file without a word; VS Code and other clients load it.",
  help: 'Put a text in quotes (`argument-hint: "[file]"`), write `true` or `false`, and take empty fields out.',
  since: "0.1.0",
  yieldsTo: [
    "agent/name-required",
    "hooks/handler",
    "hooks/shape",
    "hooks/type-unknown",
    "loading/name",
    "mcp/server-shape",
    "skill/description-required",
  ],
  sources: [
    copilotCliFacts.skillFields,
    copilotCliFacts.agentFields,
    copilotCliFacts.agentServers,
    copilotCliFacts.agentHooks,
  ],

  *check(repository) {
    const loadings = [
      ...repository.of("skill").map((artifact) => ({ artifact, ...skillLoading(repository, "copilot", artifact) })),
      ...repository.of("agent").map((artifact) => ({ artifact, ...agentLoading(repository, "copilot", artifact) })),
    ];
    for (const { artifact, reasons } of loadings)
      for (const reason of reasons)
        if (isType(reason)) {
          const message = `Copilot CLI drops this ${artifact.kind}: ${reason.says}`;
          const entry = artifact.frontmatter?.data?.entries.find((one) => holds(one, reason.at));
          const fix = entry && retypedValue(artifact.source, entry);
          yield { artifact, message, client: "copilot", ...(reason.at && { at: reason.at }), ...(fix && { fix }) };
        }
    const takes = SKILL_READINGS.copilot.frontmatter.fields[HINT]?.takes ?? [];
    for (const artifact of repository.of("command")) {
      const hint = entryOf(artifact.frontmatter?.data, HINT);
      if (artifact.dialect !== "claude-code" || !hint || takes.includes(hint.value.kind)) continue;
      const message = `Copilot CLI drops this command: \`${HINT}\` is a ${hint.value.kind}, not a text.`;
      const fix = retypedValue(artifact.source, hint);
      yield { artifact, message, at: hint.value.range, client: "copilot", ...(fix && { fix }) };
    }
  },

  examples: [
    {
      because: "texts in quotes",
      files: {
        ".claude/skills/git/SKILL.md":
          '---\nname: git\ndescription: Commits.\nargument-hint: "[file]"\nuser-invocable: true\n---\nCommit.\n',
      },
    },
    {
      because: "a hint of a command that is a list to YAML",
      files: { ".claude/commands/fix.md": "---\ndescription: Fixes.\nargument-hint: [issue]\n---\nFix.\n" },
      reports: ["3:16 Copilot CLI drops this command: `argument-hint` is a list, not a text."],
      fixed: "---\ndescription: Fixes.\nargument-hint: '[issue]'\n---\nFix.\n",
    },
    {
      because: "a list, a text and nothing",
      files: {
        ".claude/skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\nargument-hint: [file]\nuser-invocable: yes\nallowed-tools:\n---\nCommit.\n",
      },
      reports: [
        "4:16 Copilot CLI drops this skill: `argument-hint` is a list, not a text.",
        "5:17 Copilot CLI drops this skill: `user-invocable` is a text, not true or false.",
        "6:1 Copilot CLI drops this skill: `allowed-tools` is empty, not a text or a list.",
      ],
      fixed: "---\nname: git\ndescription: Commits.\nargument-hint: '[file]'\nuser-invocable: true\n---\nCommit.\n",
    },
    {
      because: "a description, a server and hooks of other types, of which other rules say it, too",
      files: {
        ".github/agents/a.agent.md":
          "---\ndescription:\n  a: A.\nmcp-servers:\n  docs: [docs]\nhooks: [Stop]\n---\nAsk.\n",
      },
      reports: [
        "3:3 Copilot CLI drops this agent: The description is a map, not a text.",
        '5:9 Copilot CLI drops this agent: "mcp-servers.docs" has to be a map.',
        "6:8 Copilot CLI drops this agent: `hooks` is a list, not a map.",
      ],
    },
    {
      because: "a number as name",
      files: { ".github/skills/123/SKILL.md": "---\nname: 123\ndescription: Counts.\n---\nCount.\n" },
      reports: ["2:7 Copilot CLI drops this skill: The name is a number, not a text."],
      fixed: "---\nname: '123'\ndescription: Counts.\n---\nCount.\n",
    },
    {
      because: "a server of a subagent that does not say its tools, an event that is none there, and no name",
      files: {
        ".github/agents/a.agent.md":
          "---\nname:\ndescription: Asks.\nmcp-servers:\n  docs: { command: docs, args: [] }\nhooks:\n  Setup: []\n---\nAsk.\n",
      },
      reports: [
        "2:1 Copilot CLI drops this agent: The name is empty, not a text.",
        '5:3 Copilot CLI drops this agent: "mcp-servers.docs" has no "tools".',
        "7:3 Copilot CLI drops this agent: `hooks.Setup` is no event of a subagent.",
      ],
      fixed:
        "---\ndescription: Asks.\nmcp-servers:\n  docs: { command: docs, args: [] }\nhooks:\n  Setup: []\n---\nAsk.\n",
    },
  ],
});

/** Whether a place is that of an entry's value, or of its key where nothing stands behind it. */
const holds = ({ keyRange, value }: DataEntry, at: Range | undefined): boolean =>
  at !== undefined && (at.start === value.range.start || at.start === keyRange.start);

/** What is missing, too long or no YAML has rules of its own. */
const isType = ({ code, outcome, says }: Reason): boolean =>
  outcome === "dropped" &&
  (code === "field" ||
    ((code === "name" || code === "description") && / is (?:a number|true or false|a list|a map|empty)/.test(says)));
