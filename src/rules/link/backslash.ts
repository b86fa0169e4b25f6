import { layoutOf } from "../../inventory/places/layout.ts";
import { linkTarget, resolves, withSlashes } from "../../inventory/links/link-target.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const linkBackslash = defineRepositoryRule({
  id: "link/backslash",
  severity: "warning",
  summary: "Paths to files are written with forward slashes.",
  why: "Only Windows takes a backslash for a separator; elsewhere it is a character of the name.",
  consequence: "On Linux and macOS the agent does not find the file.",
  help: "Write `scripts/run.py`: Windows reads that as well.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://lullabot.github.io/prompt_library/development/skills/reviewing-skills/references/skill-best-practices.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    const layout = layoutOf(repository);
    for (const artifact of repository.of("skill", "instructions", "scoped-instructions", "agent", "command")) {
      for (const { written, start } of backslashed(artifact.source.text, artifact.body.start)) {
        const path = linkTarget(withSlashes(written))?.path;
        if (path === undefined || !/\.[a-z0-9]{1,10}$/i.test(path) || PROGRAM.test(path)) continue;
        if (!resolves(layout, artifact.path, path)) continue;
        const at = { start, end: start + written.length };
        yield {
          artifact,
          at,
          message: `"${written}" has backslashes; the file is "${path}".`,
          fix: { title: "Write forward slashes", safe: true, edits: [{ range: at, text: path }] },
        };
      }
    }
  },

  examples: [
    {
      because: "forward slashes, and a Windows path of the user's own",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\n---\nRun `scripts/run.py`; logs are in `logs\\run.txt`.\n",
        "skills/git/scripts/run.py": "",
      },
    },
    {
      because: "PowerShell starts its scripts by either",
      files: { "AGENTS.md": "Run `.\\eng\\check.ps1`.\n", "eng/check.ps1": "" },
    },
    {
      because: "the file is there under its name with slashes",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRun `scripts\\run.py`.\n",
        "skills/git/scripts/run.py": "",
      },
      reports: ['skills/git/SKILL.md:5:6 "scripts\\run.py" has backslashes; the file is "scripts/run.py".'],
      fixed: "---\nname: git\ndescription: Commits.\n---\nRun `scripts/run.py`.\n",
    },
  ],
});

/** What Windows and PowerShell start, which takes backslashes everywhere. */
const PROGRAM = /\.(?:bat|cmd|exe|ps1)$/i;

/** What stands in code quotes or as a link's destination. */
const PATH = /`([^`\n]{1,300})`|\]\(([^)\s\n]{1,300})\)/g;

/** What holds a backslash between code quotes or as a link's destination. */
function* backslashed(text: string, from: number): Generator<{ readonly written: string; readonly start: number }> {
  for (let at = text.indexOf("\\", from); at !== -1;) {
    const start = text.lastIndexOf("\n", at) + 1;
    const end = text.indexOf("\n", at);
    const line = text.slice(start, end === -1 ? text.length : end);
    for (const found of line.length > 5000 ? [] : line.matchAll(PATH)) {
      const written = found[1] ?? found[2] ?? "";
      if (written.includes("\\")) yield { written, start: start + found.index + found[0].indexOf(written) };
    }
    at = end === -1 ? -1 : text.indexOf("\\", end);
  }
}
