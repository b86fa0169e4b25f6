import type { Format } from "./formats.ts";
import type { Reporter } from "./reporter.ts";

export type { Format } from "./formats.ts";

/** Each format is loaded when it is asked for: start-up pays for one. */
export const reporters = {
  text: async () => (await import("./text.ts")).text,
  json: async () => (await import("./json.ts")).json,
  sarif: async () => (await import("./sarif.ts")).sarif,
  github: async () => (await import("./github.ts")).github,
  codequality: async () => (await import("./codequality.ts")).codequality,
  "gitlab-secret-detection": async () => (await import("./gitlab-secret-detection.ts")).gitlabSecretDetection,
  junit: async () => (await import("./junit.ts")).junit,
  markdown: async () => (await import("./markdown.ts")).markdown,
  metrics: async () => (await import("./metrics.ts")).metrics,
  html: async () => (await import("./html.ts")).html,
  badge: async () => (await import("./badge.ts")).badge,
  dotenv: async () => (await import("./dotenv.ts")).dotenv,
} satisfies Record<Format, () => Promise<Reporter>>;
