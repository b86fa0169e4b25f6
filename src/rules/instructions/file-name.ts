import { canonicalPath } from "../../inventory/places/canonical-path.ts";
import { folderOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const instructionsFileName = defineRepositoryRule({
  id: "instructions/file-name",
  severity: "warning",
  summary: "Instruction files at the top of the repository have the case that clients look for.",
  why: "Clients look for AGENTS.md, CLAUDE.md and GEMINI.md; whether another case is found depends on the disk. agent-ci judges the file as what it is where it is found.",
  consequence: "The file is loaded on a laptop whose disk ignores case, and silently missing on Linux and in CI.",
  help: "Rename it: `git mv -f claude.md CLAUDE.md`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://developers.openai.com/codex/guides/agents-md", date: "2026-11-21" } }],

  *check(repository) {
    const paths = new Set(repository.paths.map(({ path }) => path));
    for (const { kind, path } of repository.artifacts) {
      const meant = kind === "instructions" ? canonicalPath(path) : undefined;
      if (meant === undefined || folderOf(meant) !== folderOf(path) || paths.has(meant)) continue;
      yield { path, message: `The file is called ${nameOf(path)}; clients look for ${nameOf(meant)}.` };
    }
  },

  examples: [
    {
      because: "capitals, and a page about agents",
      files: { "AGENTS.md": "# Payments\n", "docs/agents.md": "# Agents\n" },
    },
    {
      because: "lower case",
      files: { "claude.md": "# Payments\n" },
      reports: ["The file is called claude.md; clients look for CLAUDE.md."],
    },
  ],
});

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
