export const FORMATS = [
  "text",
  "json",
  "sarif",
  "github",
  "codequality",
  "junit",
  "markdown",
  "dotenv",
  "metrics",
  "badge",
] as const;
export type Format = (typeof FORMATS)[number];
