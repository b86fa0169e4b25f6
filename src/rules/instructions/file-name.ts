import { folderOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

const NAMES = ["AGENTS.md", "CLAUDE.md", "GEMINI.md"];

export const instructionsFileName = defineRepositoryRule({
  id: "instructions/file-name",
  severity: "warning",
  summary: "Instruction files at the top of the repository have the case that clients look for.",
  why: "Clients look for AGENTS.md, CLAUDE.md and GEMINI.md; whether another case is found depends on the disk.",
  consequence: "The file is loaded on a laptop whose disk ignores case, and silently missing on Linux and in CI.",
  help: "Rename it: `git mv -f claude.md CLAUDE.md`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://developers.openai.com/codex/guides/agents-md", date: "2026-11-21" } }],

  *check(repository) {
    const paths = new Set(repository.paths.map(({ path }) => path));
    for (const path of paths) {
      const folder = folderOf(path);
      if (folder !== "" && folder !== ".claude") continue;
      const name = path.slice(folder === "" ? 0 : folder.length + 1);
      const meant = NAMES.find((one) => one !== name && one.toLowerCase() === name.toLowerCase());
      if (meant !== undefined && !paths.has(folder === "" ? meant : `${folder}/${meant}`))
        yield { path, message: `The file is called ${name}; clients look for ${meant}.` };
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
