import { newAuthority } from "../../inventory/authority/authority.ts";
import { defineChangeRule } from "../../model/rule.ts";

export const authorityNewModel = defineChangeRule({
  id: "authority/new-model",
  severity: "info",
  summary: "A change of the model that an agent, skill or command runs on is shown to its reviewers.",
  why: "Another model costs something else and does something else.",
  consequence: "Cost and behaviour change for everybody who uses it.",
  help: "Say in the description of the change why, and what was measured.",
  since: "0.1.0",

  *check(change) {
    for (const { shown, at, place } of newAuthority(change, "model"))
      yield { message: `New in this change: ${shown}.`, at, ...place };
  },

  examples: [
    {
      because: "the same model",
      base: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nmodel: haiku\n---\n" },
      files: { ".claude/agents/b.md": "---\nname: a\ndescription: Another.\nmodel: haiku\n---\n" },
    },
    {
      because: "another model",
      base: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nmodel: haiku\n---\n" },
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\nmodel: opus\n---\n" },
      reports: ['4:8 New in this change: the agent "a" runs on "opus".'],
    },
  ],
});
