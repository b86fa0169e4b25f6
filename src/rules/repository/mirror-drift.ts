import type { ArtifactOf } from "../../model/artifact.ts";
import { linesMissing } from "../../context/differences.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { withNoun } from "../../model/numbers.ts";
import { group } from "../../model/group.ts";

type Mirrored = ArtifactOf<"skill" | "agent" | "command" | "scoped-instructions">;

export const repositoryMirrorDrift = defineRepositoryRule({
  id: "repository/mirror-drift",
  severity: "warning",
  summary: "Copies of a skill, an agent, a command or a rule for several clients say the same.",
  why: "The same file lies in `skills/`, `.agents/`, `.claude/` and so on, most of its lines are equal, and some are not: one copy was changed and the others were forgotten. Frontmatter may differ from client to client; it is not compared.",
  consequence: "The agent works by another version of the skill in each client.",
  help: "Copy the newer text over the others, or make all but one of them symbolic links. Switch the rule off for files that are meant to differ.",
  since: "0.1.0",
  options: { "min-alike": 0.5 },
  optionAliases: { "least-alike": "min-alike" },
  loosens: { "min-alike": "more" },

  *check(repository, options) {
    const copies = repository.of("skill", "agent", "command", "scoped-instructions").flatMap((artifact) => {
      const mirror = mirrorOf(artifact.path);
      return mirror === undefined ? [] : [{ artifact, mirror }];
    });
    for (const same of group(copies, ({ mirror }) => mirror).values()) {
      const [first, ...others] = same.map(({ artifact }) => artifact);
      if (!first) continue;
      for (const artifact of others) {
        const differing = linesMissing(linesOf(first), linesOf(artifact), options["min-alike"]);
        if (differing > 0)
          yield {
            artifact,
            message: `The text differs from its copy "${first.path}" in ${withNoun(differing, "line")}.`,
            related: [{ path: first.path, message: "The copy." }],
          };
      }
    }
  },

  examples: [
    {
      because: "the same text under another frontmatter, and another skill of that name",
      files: {
        ".claude/agents/reviewer.md": "---\nname: reviewer\ntools: Read\n---\nReview.\n",
        ".github/agents/reviewer.agent.md": "---\nname: reviewer\ntools: [read]\n---\nReview.\n",
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\nPush.\n",
        "plugins/git/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\nPull.\n",
      },
    },
    {
      because: "a line was changed in one copy",
      files: {
        ".agents/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\nThen push.\nThen rest.\n",
        ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\nThen push.\nThen tag.\n",
      },
      reports: ['.claude/skills/git/SKILL.md The text differs from its copy ".agents/skills/git/SKILL.md" in 1 line.'],
    },
  ],
});

const MIRROR =
  /^(?<above>(?:[^/]+\/)*?)(?:\.(?:agents|claude|codex|copilot|cursor|devin|gemini|github|kiro|opencode|roo|windsurf)\/)?(?<folder>skills|agents|commands|rules)\/(?<rest>.*)$/;

/** What the copies of one file for several clients have in common, or undefined for what has no copies. */
function mirrorOf(path: string): string | undefined {
  const found = MIRROR.exec(path)?.groups;
  if (!found) return undefined;
  const rest = (found["rest"] ?? "").replace(/(?:\.(?:agent|prompt|instructions))?\.(?:md|mdc)$/, "");
  return [found["above"], found["folder"], rest].join("\0");
}

function linesOf({ source, body }: Mirrored): readonly string[] {
  const text = source.text.slice(body.start, body.end);
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
}
