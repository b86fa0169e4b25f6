/** The kinds of files whose Markdown a model reads as it stands. */
export const MARKDOWN_KINDS = [
  "skill",
  "instructions",
  "scoped-instructions",
  "agent",
  "command",
  "output-style",
  "team-spec",
  "orchestration",
] as const;
