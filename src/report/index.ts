import type { Format } from "./formats.ts";
import type { Reporter } from "./reporter.ts";

export type { Format } from "./formats.ts";

/** The reporters by format. Each is loaded when it is asked for: start-up pays for one. */
export const reporters = {
  text: async () => (await import("./text/text.ts")).text,
  json: async () => (await import("./formats/json.ts")).json,
  sarif: async () => (await import("./formats/sarif.ts")).sarif,
  github: async () => (await import("./formats/github.ts")).github,
  codequality: async () => (await import("./formats/codequality.ts")).codequality,
  "gitlab-secret-detection": async () => (await import("./formats/gitlab-secret-detection.ts")).gitlabSecretDetection,
  junit: async () => (await import("./formats/junit.ts")).junit,
  markdown: async () => (await import("./markdown/markdown.ts")).markdown,
  metrics: async () => (await import("./formats/metrics.ts")).metrics,
  html: async () => (await import("./html/html.ts")).html,
  badge: async () => (await import("./formats/badge.ts")).badge,
  dotenv: async () => (await import("./formats/dotenv.ts")).dotenv,
} satisfies Record<Format, () => Promise<Reporter>>;
