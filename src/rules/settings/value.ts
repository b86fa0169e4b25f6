import { claudeCodeSettings } from "../../clients/claude-code-settings.ts";
import { entryOf, valueAt } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsValue = defineArtifactRule({
  id: "settings/value",
  on: ["settings"],
  severity: "warning",
  summary: "Settings of Claude Code that have a choice of values have one of them.",
  why: "Claude Code leaves out a value that it does not know, and some of them take their whole block along.",
  consequence: "The setting has no effect.",
  help: "Choose one of the values. If yours is newer than this list, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [claudeCodeSettings.permissionModes, claudeCodeSettings.settingValues],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check({ data, dialect }, { allowed }) {
    if (dialect !== "claude-code") return;
    for (const [path, values] of Object.entries(CHOICES)) {
      const node = valueAt(data, ...path.split("."));
      if (!node) continue;
      if (node.kind !== "string") {
        yield { message: `"${path}" has to be ${values.join(" or ")}.`, at: node.range, client: "claude-code" };
        continue;
      }
      if (values.includes(node.value) || allowed.includes(node.value)) continue;
      const close = nearest(node.value, values);
      const hint = close === undefined ? `it has ${values.join(", ")}.` : `did you mean "${close}"?`;
      yield { message: `"${path}" knows no "${node.value}"; ${hint}`, at: node.range, client: "claude-code" };
    }
    const command = entryOf(valueAt(data, "statusLine"), "command");
    if (command && command.value.kind !== "string")
      yield { message: '"statusLine.command" has to be a text.', at: command.value.range, client: "claude-code" };
  },

  examples: [
    {
      because: "values that Claude Code has",
      files: {
        ".claude/settings.json":
          '{ "permissions": { "defaultMode": "acceptEdits" }, "worktree": { "baseRef": "head" }, "statusLine": { "type": "command", "command": "date" } }',
      },
    },
    {
      because: "a mode with a slip, and a base that is none",
      files: {
        ".claude/settings.json":
          '{ "permissions": { "defaultMode": "acceptEdit" },\n"worktree": { "baseRef": "main" } }',
      },
      reports: [
        '1:35 "permissions.defaultMode" knows no "acceptEdit"; did you mean "acceptEdits"?',
        '2:26 "worktree.baseRef" knows no "main"; it has fresh, head.',
      ],
    },
    {
      because: "a map for a text",
      files: { ".claude/settings.json": '{ "statusLine": { "type": [], "command": { "run": "date" } } }' },
      reports: ['1:27 "statusLine.type" has to be command.', '1:42 "statusLine.command" has to be a text.'],
    },
  ],
});

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  "permissions.defaultMode": [...claudeCodeSettings.permissionModes.value, "manual"],
  ...claudeCodeSettings.settingValues.value,
};
