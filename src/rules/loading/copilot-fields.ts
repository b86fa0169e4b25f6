import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { copilotCli } from "../../clients/copilot-cli.ts";
import { agentLoading, skillLoading } from "../../context/loadability.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { entryOf } from "../../model/data.ts";
import { defineRepositoryRule, type PlacedFinding } from "../../model/rule.ts";

export const loadingCopilotFields = defineRepositoryRule({
  id: "loading/copilot-fields",
  severity: "off",
  severityFor: { copilot: "error" },
  summary: "The fields of skills, commands and agents are of the types that Copilot CLI takes.",
  why: "`argument-hint: [file]` is a list to YAML, `user-invocable: yes` a text, a name of digits a number. Claude Code makes do with them, Copilot CLI refuses the file.",
  consequence: "Copilot CLI drops the whole file without a word.",
  help: 'Put quotes around a text: `argument-hint: "[file]"`; write true or false for what is one, and leave no field empty.',
  since: "0.1.0",
  sources: [copilotCli.skillFields, copilotCli.agentFields],

  *check(repository) {
    for (const artifact of repository.of("skill"))
      for (const { code, says, at, outcome } of skillLoading(repository, "copilot", artifact).reasons)
        if (outcome === "dropped" && (code === "field" || (code === "name" && says.includes("not a text"))))
          yield { artifact, message: `Copilot CLI drops this skill: ${says}`, client: "copilot", ...(at && { at }) };
    for (const artifact of repository.of("agent")) {
      if (artifact.dialect !== "copilot" && artifact.dialect !== "claude-code") continue;
      for (const { code, says, at, outcome } of agentLoading(repository, "copilot", artifact).reasons)
        if (outcome === "dropped" && code === "field")
          yield { artifact, message: `Copilot CLI drops this agent: ${says}`, client: "copilot", ...(at && { at }) };
    }
    for (const artifact of repository.of("command")) if (artifact.dialect === "claude-code") yield* ofCommand(artifact);
  },

  examples: [
    {
      because: "a hint in quotes, and true",
      files: {
        ".claude/skills/fix/SKILL.md":
          '---\nname: fix\ndescription: Fixes.\nargument-hint: "[issue]"\nuser-invocable: true\n---\nFix.\n',
      },
    },
    {
      because: "a hint that is a list to YAML",
      files: {
        ".claude/skills/fix/SKILL.md": "---\nname: fix\ndescription: Fixes.\nargument-hint: [issue]\n---\nFix.\n",
      },
      reports: ["4:16 Copilot CLI drops this skill: `argument-hint` is a list, not a text."],
    },
    {
      because: "the same in a command",
      files: { ".claude/commands/fix.md": "---\ndescription: Fixes.\nargument-hint: [issue]\n---\nFix.\n" },
      reports: ["3:16 Copilot CLI drops this command: `argument-hint` is a list, not a text."],
    },
  ],
});

const HINT = "argument-hint";

function* ofCommand(artifact: ArtifactOf<"command">): Generator<PlacedFinding> {
  const hint = entryOf(artifact.frontmatter?.data, HINT)?.value;
  const takes = SKILL_READINGS.copilot.frontmatter.fields[HINT]?.takes ?? [];
  if (!hint || takes.includes(hint.kind)) return;
  const message = `Copilot CLI drops this command: \`${HINT}\` is a ${hint.kind}, not a text.`;
  yield { artifact, message, at: hint.range, client: "copilot" };
}
