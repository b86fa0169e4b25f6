export const FORMATS = ["text", "json", "sarif", "github", "codequality", "junit", "markdown", "dotenv"] as const;
export type Format = (typeof FORMATS)[number];
