import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { codexFacts } from "../../clients/codex.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { skillLoading } from "../../context/loadability.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

const LOOKS = [
  ["claude-code", "Claude Code"],
  ["codex", "Codex"],
  ["gemini-cli", "Gemini CLI"],
] as const;

export const loadingDepth = defineRepositoryRule({
  id: "loading/depth",
  severity: "off",
  severityFor: { "claude-code": "warning", codex: "warning", "gemini-cli": "warning" },
  summary: "A skill in a client's folder of skills lies no deeper than the client looks.",
  why: "Claude Code finds a skill in a folder right below one of skills. Codex looks six folders deep and skips folders that begin with a dot. Gemini CLI finds `skills/x/SKILL.md`, and nothing below.",
  consequence: "The client does not find the skill.",
  help: "Move the skill's folder right into the folder of skills.",
  since: "0.1.0",
  sources: [claudeCodeFacts.skillDepth, codexFacts.skillDepth, geminiCliFacts.skillDepth],

  *check(repository) {
    for (const artifact of repository.of("skill")) {
      if (!/(?:^|\/)\.[^/]+\/skills\/(?:[^/]+\/[^/]+\/|[^/]+$)/.test(artifact.path)) continue;
      for (const [client, name] of LOOKS)
        for (const { code, says } of skillLoading(repository, client, artifact).reasons)
          if (code === "depth") yield { artifact, client, message: `${name} does not find this skill. ${says}` };
    }
  },

  examples: [
    {
      because: "right in the folder of skills",
      files: { ".agents/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\n" },
    },
    {
      because: "in a folder of its own below it",
      files: { ".gemini/skills/vcs/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\n" },
      reports: ["Gemini CLI does not find this skill. The file lies 2 folders deep, of 1."],
    },
    {
      because: "two folders deep, and right in the folder of skills",
      files: {
        ".claude/skills/vcs/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\n",
        ".claude/skills/SKILL.md": "---\nname: skills\ndescription: Commits.\n---\n",
      },
      reports: [
        ".claude/skills/SKILL.md Claude Code does not find this skill. The file lies right in the folder of skills, and not in a folder of its own.",
        ".claude/skills/vcs/git/SKILL.md Claude Code does not find this skill. The file lies 2 folders deep, of 1.",
      ],
    },
    {
      because: "below a hidden folder",
      files: { ".codex/skills/.old/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\n" },
      reports: ['Codex does not find this skill. The folder ".old" begins with a dot.'],
    },
  ],
});
