import type { Client } from "../model/client.ts";
import { copilotCliFacts } from "./copilot-cli.ts";

export type RuleFieldType = "text" | "texts" | "flag";

interface RuleFile {
  readonly fields: Readonly<Record<string, readonly RuleFieldType[]>>;
  /** The field with the globs that say for which files the rule is. */
  readonly scope: string;
}

/**
 * Frontmatter of rule files. Read on 2026-11-21: skillsaw docs/rules/cursor-rules-valid.md,
 * anthropics/claude-code#22170,
 * code.visualstudio.com/docs/agent-customization/custom-instructions and docs.github.com (`excludeAgent`).
 */
export const RULE_FILES: Readonly<Partial<Record<Client, RuleFile>>> = {
  cursor: { scope: "globs", fields: { description: ["text"], globs: ["text", "texts"], alwaysApply: ["flag"] } },
  "claude-code": { scope: "paths", fields: { paths: ["text", "texts"], description: ["text"] } },
  copilot: {
    scope: "applyTo",
    fields: {
      name: ["text"],
      description: ["text"],
      applyTo: ["text"],
      excludeAgent: ["text", "texts"],
    },
  },
};

export const RULE_TYPE_NAMES: Readonly<Record<RuleFieldType, string>> = {
  text: "a text",
  texts: "a list of texts",
  flag: "true or false",
};

/** Whether Copilot CLI reads a file: of others that end like its instructions it knows nothing. */
export const isOfCopilotCli = (path: string): boolean =>
  path.startsWith(".github/instructions/") && path.endsWith(copilotCliFacts.instructionPlaces.value);
