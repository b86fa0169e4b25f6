import { hasHooks, hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { pairsAt, stringsAt } from "../../inventory/texts/text-nodes.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const VARIABLE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

export const hooksHeaderVariables = defineArtifactRule({
  id: "hooks/header-variables",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "warning",
  summary: "Variables in the headers of an http hook are listed in `allowedEnvVars`.",
  why: "Claude Code and Copilot put only listed variables into headers.",
  consequence: "The header goes out without the value, and the server refuses the call.",
  help: "List the variable's name in `allowedEnvVars` of the handler.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://github.com/SchemaStore/schemastore/blob/00d7563704c86f65f16db30d108f42a3539c7f47/src/schemas/json/claude-code-settings.json",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://github.com/github/docs/blob/2199f62d4e11e60451c6f69ff8cf1908ed09cc50/content/copilot/reference/hooks-reference.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    for (const { handler, type } of hooksOf(artifact)?.hooks ?? []) {
      if (type !== "http") continue;
      const allowed = new Set(stringsAt(handler, "allowedEnvVars").map(({ value }) => value));
      for (const { value } of pairsAt(handler, "headers"))
        for (const [, braced, bare] of value.value.matchAll(VARIABLE)) {
          const name = braced ?? bare ?? "";
          if (!allowed.has(name)) yield { message: `"${name}" is not in allowedEnvVars.`, at: value.range };
        }
    }
  },

  examples: [
    {
      because: "the variable is listed",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "http", "url": "https://a.b", "headers": { "X-Key": "$KEY" }, "allowedEnvVars": ["KEY"] }] }] } }',
      },
    },
    {
      because: "the variable is not listed",
      files: {
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "http", "url": "https://a.b", "headers": { "X-Key": "Bearer ${KEY}" } }] }] } }',
      },
      reports: ['1:97 "KEY" is not in allowedEnvVars.'],
    },
  ],
});
