import { defineUntrackedRule } from "../define-untracked-rule.ts";

export const hygieneSessionLog = defineUntrackedRule({
  id: "hygiene/session-log",
  summary: "Logs of sessions that run are ignored by git.",
  why: "`logs/active/` and the records that clients keep of a session are written to while git looks at them. Logs that are kept on purpose lie elsewhere.",
  consequence: "Half a session is committed, with all that its tools printed.",
  since: "0.1.0",
  what: "session log",

  examples: [
    { because: "a log that was kept", files: { "logs/2026-11-25-outage.md": "# Outage\n" } },
    { because: "the folder is kept, and empty", files: { "logs/active/.gitkeep": "" } },
    {
      because: "the log of a session",
      files: { "logs/active/qa.jsonl": '{"at":1}\n' },
      reports: ["Git does not ignore this session log."],
    },
  ],
});
