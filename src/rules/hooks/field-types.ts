import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { hasHooks, hooksOf, isCodexOwn, isGuard, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import type { DataNode } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const FIELDS: Readonly<Record<string, "boolean" | "string" | "map" | "list" | "positive" | "texts">> = {
  allowedEnvVars: "list",
  args: "list",
  async: "boolean",
  asyncRewake: "boolean",
  env: "map",
  headers: "map",
  if: "string",
  model: "string",
  once: "boolean",
  statusMessage: "string",
  timeout: "positive",
  timeoutSec: "positive",
};
const WORDS = {
  boolean: "true or false",
  string: "a text",
  map: "a map",
  list: "a list",
  positive: "a number above 0",
  texts: "a map of texts",
};

/** Of hooks of Copilot CLI, which skips one that has another. */
const OF_COPILOT: typeof FIELDS = { cwd: "string", env: "texts" };

const fits = (node: DataNode, wanted: keyof typeof WORDS): boolean =>
  wanted === "positive"
    ? node.kind === "number" && node.value > 0
    : wanted === "texts"
      ? node.kind === "map" && node.entries.every(({ value }) => value.kind === "string")
      : node.kind === wanted;

export const hooksFieldTypes = defineArtifactRule({
  id: "hooks/field-types",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "The fields of a hook's handler have values of their type.",
  why: "Clients check hooks strictly: a timeout in quotes is no number.",
  consequence: "The client refuses the handler, or goes on as if the field were not there.",
  help: "Write the value without quotes, or in the form that the message names.",
  since: "0.1.0",
  sources: [
    copilotCliFacts.hookGuards,
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    if (isCodexOwn(artifact.path)) return; // a rule of its own looks at the whole file
    for (const { handler, dialect, event } of hooksOf(artifact)?.hooks ?? []) {
      if (dialect === "kiro" || isGuard(dialect, event)) continue; // a guard is more than one hook: hooks/lost-guard
      const fields = dialect === "copilot" ? { ...FIELDS, ...OF_COPILOT } : FIELDS;
      for (const { key, value } of handler.entries) {
        const wanted = Object.hasOwn(fields, key) ? fields[key] : undefined;
        if (wanted && !fits(value, wanted)) yield { message: `"${key}" has to be ${WORDS[wanted]}.`, at: value.range };
      }
    }
  },

  examples: [
    {
      because: "a number and a truth value",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make", "timeout": 10, "async": true }] }] } }',
      },
    },
    {
      because: "a timeout in quotes",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make", "timeout": "10" }] }] } }',
      },
      reports: ['1:86 "timeout" has to be a number above 0.'],
    },
    {
      because: "a variable of Copilot CLI that is a number",
      files: {
        ".github/hooks/a.json": '{ "version": 1, "hooks": { "sessionEnd": [{ "bash": "a", "env": { "A": 1 } }] } }',
      },
      reports: ['1:65 "env" has to be a map of texts.'],
    },
  ],
});
