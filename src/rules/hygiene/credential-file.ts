import { defineUntrackedRule } from "../define-untracked-rule.ts";

export const hygieneCredentialFile = defineUntrackedRule({
  id: "hygiene/credential-file",
  summary: "Files that programs keep credentials in are ignored by git.",
  why: "`.netrc`, `id_ed25519`, `.claude/.credentials.json`, `.codex/auth.json` and the like hold nothing but credentials. Their names are enough: the rule reads none of them.",
  consequence: "Whoever can read the repository, now or in its history, can act as their owner.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://pkg.go.dev/github.com/aoos/dejima/internal/agentcreds", date: "2026-11-25" } },
    { read: { url: "https://www.simplified.guide/codex/login-status-check", date: "2026-11-25" } },
  ],
  what: "credential file",

  examples: [
    {
      because: "a public key, and a folder's name",
      files: { "keys/id_ed25519.pub": "ssh-ed25519 AAAA\n", "docs/credentials.md": "# Where they are\n" },
    },
    {
      because: "what a client keeps its login in",
      files: { ".codex/auth.json": "{}\n" },
      reports: ["Git does not ignore this credential file."],
    },
    {
      because: "a private key",
      files: { "deploy/id_ed25519": "-----BEGIN\n" },
      reports: ["Git does not ignore this credential file."],
    },
    {
      because: "what Google's consoles call the file that they hand out",
      files: { "credentials.json": "{}\n" },
      reports: ["Git does not ignore this credential file."],
    },
  ],
});
