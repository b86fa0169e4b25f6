import { type Layout, layoutOf } from "../../inventory/places/layout.ts";
import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { codexFacts } from "../../clients/codex.ts";
import { mayBeMalformed } from "../../inventory/places/loaded-here.ts";
import { clientFolders } from "../../inventory/places/location-index.ts";
import { isPluginSkill } from "../../context/plugin-skills.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const skillFrontmatter = defineRepositoryRule({
  id: "skill/frontmatter",
  severity: "error",
  severityFor: { "skills-ref": "error" },
  summary: "A skill begins with YAML frontmatter.",
  why: "The name and description between the two `---` lines are all that a client knows of a skill before it loads it.",
  consequence:
    "Codex, Copilot CLI, Gemini CLI and OpenCode drop the skill where they look for it; Claude Code knows it by its folder's name and its first line.",
  help: "Begin the file with a line `---`, then `name:` and `description:`, then another line `---`.",
  since: "0.1.0",
  yieldsTo: ["markdown/conflict-marker"],
  sources: [
    copilotCliFacts.skillFences,
    codexFacts.skillFences,
    skillsRefFacts.fields,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
  ],

  *check(repository) {
    const layout = layoutOf(repository);
    for (const skill of repository.of("skill")) {
      const { frontmatter, problems, path, source } = skill;
      if (frontmatter || mayBeMalformed(path, source.text)) continue;
      if (problems.length > 0) continue; // the file rules say why it could not be read
      if (isForClients(repository, layout, path))
        yield { artifact: skill, message: "The skill has no frontmatter.", at: { start: 0, end: 0 } };
    }
  },

  examples: [
    {
      because: "the frontmatter stands at the very top",
      files: { "skills/review-pr/SKILL.md": "---\nname: review-pr\ndescription: Reviews pull requests.\n---\n" },
    },
    {
      because: "a heading is no frontmatter",
      files: { "skills/review-pr/SKILL.md": "# Review a pull request\n" },
      reports: ["1:1 The skill has no frontmatter."],
    },
    {
      because: "no client looks there: what carries the name is for something else",
      files: { "web-bundles/coach/SKILL.md": "# What the coach knows\n" },
    },
    {
      because: "a guide beside the skills of a plugin",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "memory" }\n',
        "gateway/SKILL.md": "# Set the gateway up\n",
      },
    },
    {
      because: "a folder that the plugin names",
      files: {
        ".claude-plugin/plugin.json": '{ "name": "memory", "skills": ["./gateway"] }\n',
        "gateway/SKILL.md": "# Set the gateway up\n",
      },
      reports: ["gateway/SKILL.md:1:1 The skill has no frontmatter."],
    },
    {
      because: "what another program calls skills, and what it makes them from",
      files: {
        ".specd/skills/review/SKILL.md": "<!-- id: review -->\n# Review\n",
        "internal/embed_templates/skills/review/SKILL.md": "<!-- id: review -->\n# Review\n",
      },
    },
  ],
});

/** A folder of skills, or of a client. */
const OF_SKILLS = /(?:^|\/)(?:[^/]*skills?[^/]*|\.[^/]+)\//i;

/** Whether a skill lies below a folder of another program, or one with what skills are made from; its own aside. */
const isElsewhere = (path: string): boolean =>
  path
    .split("/")
    .slice(0, -2)
    .some((part) => /templates?$/i.test(part) || (part.startsWith(".") && !clientFolders().has(part)));

/** Whether somebody may install the skill: by the names of its folders, its plugin, or since it lies at the top. */
function isForClients(repository: Repository, { pluginOf }: Layout, path: string): boolean {
  if (isElsewhere(path)) return false;
  const plugin = pluginOf(path);
  const atTop = plugin === undefined && path.split("/").length < 3;
  return OF_SKILLS.test(path) || atTop || (plugin !== undefined && isPluginSkill(repository, plugin, path));
}
