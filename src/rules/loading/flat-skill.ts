import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { codexFacts } from "../../clients/codex.ts";
import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { opencodeFacts } from "../../clients/opencode.ts";
import { SKILL_READINGS } from "../../clients/readers/skills.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingFlatSkill = defineRepositoryRule({
  id: "loading/flat-skill",
  severity: "warning",
  summary: "A skill is a folder with a SKILL.md, and no file right in a folder of skills.",
  why: "Every client that was asked looks for SKILL.md, and passes over other files in its folder of skills.",
  consequence: "No client finds the skill.",
  help: "Make a folder of the file's name, and move the file into it as SKILL.md.",
  since: "0.1.0",
  sources: [
    claudeCodeFacts.skillDepth,
    codexFacts.skillFileName,
    copilotCliFacts.skillDepth,
    geminiCliFacts.skillDepth,
    opencodeFacts.skillDepth,
  ],

  *check(repository) {
    for (const { path, link } of repository.paths) {
      const found = link === undefined ? flatFile(path) : undefined;
      // Only what has fields at its top is meant for a skill: notes and lists lie beside skills, too.
      if (found === undefined || !hasFields(repository.source(path)?.text ?? "")) continue;
      yield { path, message: `No client reads "${found}.md" as a skill: it has to be ${found}/SKILL.md.` };
    }
  },

  examples: [
    {
      because: "a folder for the skill, and notes beside it",
      files: {
        ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        ".claude/skills/notes.md": "# Notes\n",
      },
    },
    {
      because: "the file of a skill beside the folders",
      files: { ".github/skills/git.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n" },
      reports: ['No client reads "git.md" as a skill: it has to be git/SKILL.md.'],
    },
  ],
});

const PLACES: ReadonlySet<string> = new Set(Object.values(SKILL_READINGS).flatMap(({ places }) => places));

function hasFields(text: string): boolean {
  const top = text.search(/^\uFEFF?---\r?\n/m);
  return top !== -1 && /^(?:name|description):/m.test(text.slice(top));
}

/** The name of a Markdown file that lies right in some client's folder of skills. */
function flatFile(path: string): string | undefined {
  const [, place = "", name = ""] = /(?:^|\/)(\.[a-z]+\/skills?)\/([^/]+)\.md$/.exec(path) ?? [];
  return PLACES.has(place) && !/^(?:skill|readme)$/i.test(name) ? name : undefined;
}
