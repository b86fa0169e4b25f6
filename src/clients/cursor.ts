import type { Facts } from "./fact.ts";

const SKILLS = "https://cursor.com/docs/skills";
const RULES = "https://cursor.com/docs/context/rules";
const read = "2026-11-21";

export const cursorFacts = {
  instructionNames: {
    value: ["AGENTS.md"],
    says: "Cursor reads this file from the root down to the folder at work; the nearer file wins.",
    read: { url: RULES, date: read },
  },
  rulesFolder: {
    value: ".cursor/rules",
    says: "Cursor reads the .mdc files below this folder: always, for files that match, or when asked.",
    read: { url: RULES, date: read },
  },
  skillPlaces: {
    value: [".cursor/skills", ".agents/skills", ".claude/skills", ".codex/skills"],
    says: "Cursor looks for a repository's skills in these folders, and in plugins.",
    read: { url: SKILLS, date: read },
  },
  skillListing: {
    value: ["name", "description"],
    says: "Cursor shows the model the skills that there are, and loads a skill's text when it is used.",
    read: { url: SKILLS, date: read },
  },
  skillRequired: {
    value: ["name", "description"],
    says: "A skill of Cursor needs these fields, and a name that is its folder's; what Cursor does without them is not documented.",
    read: { url: SKILLS, date: read },
  },
} as const satisfies Facts;
