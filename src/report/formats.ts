export const FORMATS = [
  "text",
  "json",
  "sarif",
  "github",
  "codequality",
  "gitlab-secret-detection",
  "junit",
  "markdown",
  "dotenv",
  "metrics",
  "badge",
  "html",
] as const;
export type Format = (typeof FORMATS)[number];
