import { codexFacts } from "../../clients/codex.ts";
import { posix } from "node:path";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillFileName = defineArtifactRule({
  id: "skill/file-name",
  on: ["skill"],
  severity: "off",
  severityFor: {
    "claude-code": "warning",
    codex: "error",
    copilot: "warning",
    cursor: "warning",
    "gemini-cli": "warning",
  },
  summary: "A skill's file is called SKILL.md, in capitals.",
  why: "Clients look for exactly that name; whether another case is found depends on the disk.",
  consequence: "The skill loads on a laptop whose disk ignores case, and is silently missing on Linux and in CI.",
  help: "Rename it: `git mv -f skill.md SKILL.md`.",
  since: "0.1.0",
  sources: [
    codexFacts.skillFileName,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/033d1d0741d697436d4d5527aaac8893c28b424c/codex-rs/core-skills/src/loader.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check({ path }) {
    const name = posix.basename(path);
    if (name !== "SKILL.md") yield { message: `The file is called ${name}; clients look for SKILL.md.` };
  },

  examples: [
    {
      because: "capitals",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\n" },
    },
    {
      because: "lower case",
      files: { "skills/git/skill.md": "---\nname: git\ndescription: Commits.\n---\n" },
      reports: ["The file is called skill.md; clients look for SKILL.md."],
    },
  ],
});
