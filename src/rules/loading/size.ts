import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { agentLoading, skillLoading } from "../../context/loadability.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import { type Client, clientName } from "../../model/client.ts";
import { defineRepositoryRule, type Finding, type PlacedFinding, type Repository } from "../../model/rule.ts";
import { thousands } from "../../model/numbers.ts";

/** No client was seen to drop a file of fewer bytes. */
const LEAST = claudeCodeFacts.skillBytes.value;

export const loadingSize = defineRepositoryRule({
  id: "loading/size",
  severity: "off",
  severityFor: { "claude-code": "error", copilot: "error" },
  summary: "A skill, a subagent, a command, a rule or an output style is not too large to be loaded.",
  why: "Claude Code skips a SKILL.md of more than 1,000,000 bytes, and another of these files of more than 1,048,576; Copilot CLI drops a skill and a subagent of more than 1,048,576.",
  consequence: "The client works without the file, and says so in its debug log only.",
  help: "Move what is long into files beside it, which are read when they are needed.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.skillBytes,
    claudeCodeFacts.fileBytes,
    copilotCliFacts.skillBytes,
    copilotCliFacts.agentBytes,
  ],

  *check(repository) {
    for (const artifact of repository.of("skill", "agent", "command", "scoped-instructions", "output-style")) {
      const { bytes } = artifact.source;
      if (bytes <= LEAST) continue;
      if (artifact.kind === "skill" || artifact.kind === "agent") yield* dropped(repository, artifact);
      else if (artifact.dialect === "claude-code" && bytes > claudeCodeFacts.fileBytes.value)
        yield { artifact, ...said("claude-code", counted(bytes, claudeCodeFacts.fileBytes.value)) };
    }
  },

  examples: [
    {
      because: "a skill of 60 KiB",
      files: {
        ".claude/skills/git/SKILL.md": `---\nname: git\ndescription: Commits.\n---\n${"word\n".repeat(12_288)}`,
      },
    },
    {
      because: "a skill that a whole manual was put into",
      files: {
        ".claude/skills/git/SKILL.md": `---\nname: git\ndescription: Commits.\n---\n${"word\n".repeat(240_000)}`,
      },
      reports: [
        "Claude Code does not load it: The file has 1,200,040 of 1,000,000 bytes.",
        "Copilot CLI does not load it: The file has 1,200,040 of 1,048,576 bytes.",
      ],
    },
    {
      because: "a command of as many bytes",
      files: { ".claude/commands/commit.md": "word\n".repeat(240_000) },
      reports: ["Claude Code does not load it: The file has 1,200,000 of 1,048,576 bytes."],
    },
  ],
});

function* dropped(repository: Repository, artifact: ArtifactOf<"skill" | "agent">): Generator<PlacedFinding> {
  for (const client of ["claude-code", "copilot"] as const) {
    const { reasons } =
      artifact.kind === "skill"
        ? skillLoading(repository, client, artifact)
        : agentLoading(repository, client, artifact);
    const reason = reasons.find(({ code }) => code === "bytes");
    if (reason) yield { artifact, ...said(client, reason.says) };
  }
}

const said = (client: Client, says: string): Finding => ({
  message: `${clientName(client)} does not load it: ${says}`,
  client,
});

const counted = (bytes: number, most: number): string =>
  `The file has ${thousands(bytes)} of ${thousands(most)} bytes.`;
