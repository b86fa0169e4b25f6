import { defineUntrackedRule } from "../define-untracked-rule.ts";

export const hygieneEnvFile = defineUntrackedRule({
  id: "hygiene/env-file",
  summary: "Files with the values of environment variables are ignored by git; their examples are not.",
  why: "`.env` and `.env.<environment>` are where people put keys. `.env.<environment>.example` says which variables there are, without a value.",
  consequence: "A key that is committed once stays in the history and has to be replaced.",
  since: "0.1.0",
  sources: [{ read: { url: "https://github.com/github/gitignore/blob/main/Node.gitignore", date: "2026-11-25" } }],
  what: "file of environment variables",

  examples: [
    {
      because: "the examples",
      files: { ".env.example": "API_KEY=\n", "environments/staging/.env.staging.example": "API_KEY=\n" },
    },
    {
      because: "the values are ignored",
      files: { ".gitignore": ".env*\n!.env*.example\n", ".env.staging": "API_KEY=k\n" },
    },
    {
      because: "the values of an environment",
      files: { "environments/staging/.env.staging": "API_KEY=k\n" },
      reports: ["Git does not ignore this file of environment variables."],
    },
  ],
});
