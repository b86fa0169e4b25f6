import type { Client } from "../model/client.ts";

/** The frontmatter of a client's scoped instructions: its fields with the kinds of value that they take. */
export interface RuleFields {
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** The field that holds globs. */
  readonly globs: string;
  readonly source: string;
  readonly read: string;
}

export const RULE_FIELDS: Readonly<Partial<Record<Client, RuleFields>>> = {
  "claude-code": {
    fields: { paths: ["string", "list"], description: ["string"] },
    globs: "paths",
    source: "https://github.com/anthropics/claude-code/issues/22170",
    read: "2026-11-21",
  },
  copilot: {
    fields: {
      applyTo: ["string", "list"],
      description: ["string"],
      excludeAgent: ["string", "list"],
      name: ["string"],
    },
    globs: "applyTo",
    source: "https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-custom-instructions",
    read: "2026-11-21",
  },
  cursor: {
    fields: { alwaysApply: ["boolean"], description: ["string"], globs: ["string", "list"] },
    globs: "globs",
    source: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/cursor-rules-valid.md",
    read: "2026-11-21",
  },
  kiro: {
    fields: {
      inclusion: ["string"],
      fileMatchPattern: ["string", "list"],
      description: ["string"],
      name: ["string"],
    },
    globs: "fileMatchPattern",
    source: "https://kiro.dev/docs/steering/",
    read: "2026-11-21",
  },
  windsurf: {
    fields: { trigger: ["string"], globs: ["string", "list"], description: ["string"] },
    globs: "globs",
    source: "https://docs.windsurf.com/windsurf/cascade/memories.md",
    read: "2026-11-21",
  },
};

/** The values by which a client decides when to load a file. New ones come with new versions. */
export const RULE_MODES: Readonly<Partial<Record<Client, { readonly field: string; readonly values: readonly string[] }>>> = {
  kiro: { field: "inclusion", values: ["always", "fileMatch", "manual", "auto"] },
  windsurf: { field: "trigger", values: ["always_on", "glob", "manual", "model_decision"] },
};
