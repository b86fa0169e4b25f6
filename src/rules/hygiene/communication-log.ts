import { defineUntrackedRule } from "../define-untracked-rule.ts";

export const hygieneCommunicationLog = defineUntrackedRule({
  id: "hygiene/communication-log",
  summary: "What agents write to each other is ignored by git.",
  why: "`shared-state/communication.md` and histories of chats grow with every message, and quote whatever was talked about.",
  consequence:
    "Merges conflict with every run, and what somebody pasted into a conversation stays in the history for good.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://docs.rs/lore-cli/0.2.0/lore_cli/capture/watchers/aider/index.html", date: "2026-11-25" } },
  ],
  what: "communication log",

  examples: [
    { because: "rules for communication", files: { "docs/communication.md": "# Who talks to whom\n" } },
    {
      because: "messages between agents",
      files: { "shared-state/communication.md": "qa → dev: it fails\n" },
      reports: ["Git does not ignore this communication log."],
    },
  ],
});
