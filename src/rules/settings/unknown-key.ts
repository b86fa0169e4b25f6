import { CLAUDE_SETTINGS_SOURCE, claudeSettings } from "../../clients/settings-keys.ts";
import { nearest } from "../../model/nearest.ts";
import type { DataEntry } from "../../model/data.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";
import { correctedKey } from "../corrected-key.ts";

export const settingsUnknownKey = defineArtifactRule({
  id: "settings/unknown-key",
  on: ["settings"],
  severity: "warning",
  summary: "Claude Code's settings are spelled as it knows them.",
  why: "Claude Code takes no notice of a key that it does not know. Only keys that resemble a known one are reported: the list grows.",
  consequence: "The setting has no effect.",
  help: "Correct the spelling. If the key is newer than this list, put it into the option `allowed`.",
  since: "0.1.0",
  sources: [CLAUDE_SETTINGS_SOURCE],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },
  loosens: { allowed: "more" },

  *check({ data, dialect, source }, { allowed }) {
    if (dialect !== "claude-code" || data?.kind !== "map") return;
    for (const { key, keyRange, value } of data.entries) {
      if (value.kind === "map" && Object.hasOwn(BELOW, key)) yield* slips(value.entries, BELOW[key] ?? [], `${key}.`);
      if (MORE.has(key) || ASIDE.test(key) || claudeSettings().has(key) || allowed.includes(key)) continue;
      const close = nearest(key, claudeSettings().keys());
      if (close !== undefined && Math.abs(close.length - key.length) < 3)
        yield slip(data.entries, key, close, keyRange, "");
    }

    function* slips(entries: readonly DataEntry[], known: readonly string[], path: string): Generator<Finding> {
      for (const { key, keyRange } of entries) {
        const close = known.includes(key) || allowed.includes(key) ? undefined : nearest(key, known);
        if (close === undefined) continue;
        yield slip(entries, key, close, keyRange, path);
      }
    }

    function slip(among: readonly DataEntry[], key: string, close: string, at: Range, path: string): Finding {
      const message = `There is no setting "${path}${key}"; did you mean "${path}${close}"?`;
      const taken = among.some((entry) => entry.key === close);
      return { message, at, ...(!taken && { fix: correctedKey(source, at, close) }) };
    }
  },

  examples: [
    {
      because: "known keys, and one that resembles none",
      files: { ".claude/settings.json": '{ "model": "opus", "acmeInternal": true }' },
    },
    {
      because: "hooks that somebody has put aside",
      files: { ".claude/settings.json": '{ "_hooks": {}, "//model": "opus" }' },
    },
    {
      because: "a letter is missing",
      files: { ".claude/settings.json": '{ "permisions": {} }' },
      reports: ['1:3 There is no setting "permisions"; did you mean "permissions"?'],
      fixed: '{ "permissions": {} }',
    },
    {
      because: "what should be forbidden is not",
      files: { ".claude/settings.json": '{ "permissions": { "denny": ["Read(./.env)"] } }' },
      reports: ['1:20 There is no setting "permissions.denny"; did you mean "permissions.deny"?'],
      fixed: '{ "permissions": { "deny": ["Read(./.env)"] } }',
    },
  ],
});

/** Keys of maps that stand in settings; whoever misspells one loses a guard. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  permissions: [
    "allow",
    "ask",
    "deny",
    "defaultMode",
    "additionalDirectories",
    "blockReadsOutsideWorkingDirectories",
    "disableAutoMode",
    "disableBypassPermissionsMode",
  ],
  sandbox: [
    "allowAppleEvents",
    "allowNestedUserNamespaces",
    "allowPlaintextInject",
    "allowUnsandboxedCommands",
    "autoAllowBashIfSandboxed",
    "backend",
    "credentials",
    "enabled",
    "enableWeakerNestedSandbox",
    "enableWeakerNetworkIsolation",
    "excludedCommands",
    "failIfUnavailable",
    "filesystem",
    "ignoreViolations",
    "network",
    "ripgrep",
    "windows",
  ],
};

/** Known keys whose values have several shapes. */
const MORE: ReadonlySet<string> = new Set([
  "strictPluginOnlyCustomization",
  "forceLoginOrgUUID",
  "sshHostCommands",
  "mcpServers",
  "comment",
]);

/** What somebody has put aside, or writes as a comment: `_hooks` is no slip, and with its right name it would run. */
const ASIDE = /^(?:_|\/\/)/;
