import { settingsDangerous } from "../../src/rules/settings/dangerous.ts";
import { settingsGeminiPolicies } from "../../src/rules/settings/gemini-policies.ts";
import { settingsGeminiUnaskedPolicy } from "../../src/rules/settings/gemini-unasked-policy.ts";
import { settingsGuardPath } from "../../src/rules/settings/guard-path.ts";
import { settingsLostGuard } from "../../src/rules/settings/lost-guard.ts";
import { settingsPermissionSyntax } from "../../src/rules/settings/permission-syntax.ts";
import { settingsShape } from "../../src/rules/settings/shape.ts";
import { settingsUnknownKey } from "../../src/rules/settings/unknown-key.ts";
import { settingsVoid } from "../../src/rules/settings/void.ts";
import { casesOf } from "../support/rule-cases.ts";

const claude = (text: string) => ({ ".claude/settings.json": text });
const codex = (text: string) => ({ ".codex/config.toml": text });
export const settingsDangerousCases = casesOf(settingsDangerous, [
  {
    because: "certificates that are checked, and that are not",
    files: claude('{ "env": { "NODE_TLS_REJECT_UNAUTHORIZED": "1" } }'),
  },
  {
    because: "certificates that are not checked",
    files: claude('{ "env": {\n"NODE_TLS_REJECT_UNAUTHORIZED": "0" } }'),
    reports: ['2:1 "NODE_TLS_REJECT_UNAUTHORIZED" switches the check of certificates off.'],
  },
  {
    because: "a helper library, even where its value is 1",
    files: claude('{ "env": {\n"LD_PRELOAD": "1" } }'),
    reports: ['2:1 "LD_PRELOAD" loads a library into every process.'],
  },
  {
    because: "a switch that answers in the user's place, and one that Claude Code does not read here",
    files: claude('{\n"enableAllProjectMcpServers": true,\n"skipDangerousModePermissionPrompt": true }'),
    reports: [`2:1 "enableAllProjectMcpServers" answers a question in the user's place.`],
  },
  {
    because: "the same switches, off or of another type",
    files: claude('{ "enableAllProjectMcpServers": false, "skipDangerousModePermissionPrompt": "true" }'),
  },
  { because: "names that every object has", files: claude('{ "constructor": 1, "env": { "toString": "1" } }') },
  { because: "Codex asks, though without a sandbox", files: codex('sandbox_mode = "danger-full-access"\n') },
  {
    because: "Codex asks on request",
    files: codex('approval_policy = "on-request"\nsandbox_mode = "danger-full-access"\n'),
  },
  {
    because: "Codex does not ask, but has a sandbox",
    files: codex('approval_policy = "never"\nsandbox_mode = "workspace-write"\n'),
  },
  {
    because: "keys of Claude Code in settings of another client",
    files: { ".gemini/settings.json": '{ "apiKeyHelper": "./key.sh" }', ...codex('apiKeyHelper = "./key.sh"\n') },
  },
  {
    because: "what is allowed is not reported, and nothing else",
    files: claude('{ "apiKeyHelper": "./key.sh",\n"otelHeadersHelper": "./otel.sh" }'),
    options: { allowed: ["apiKeyHelper"] },
    reports: ['2:1 "otelHeadersHelper" runs a program at every start.'],
  },
]);

export const settingsPermissionSyntaxCases = casesOf(settingsPermissionSyntax, [
  {
    because: "settings of another client",
    files: { ".gemini/settings.json": '{ "permissions": { "allow": [""] } }\n' },
  },
  {
    because: "blank, nothing between the parentheses, no tool in front of them, a tool of a server, one in lower case",
    files: claude('{ "permissions": { "allow": [\n" ",\n"Bash( )",\n"(ls)",\n"mcp__a",\n"bash" ] } }\n'),
    reports: [
      '2:1 " " is empty.',
      '3:1 "Bash( )" has nothing between its parentheses.',
      '4:1 "(ls)" names no tool before its (.',
      '6:1 "bash" names a tool in lower case; tools begin with a capital.',
    ],
  },
]);
export const settingsShapeCases = casesOf(settingsShape, [
  { because: "settings of another client", files: { ".gemini/settings.json": "[]\n" } },
  {
    because: "what voids the file, and hooks, which have rules of their own",
    files: claude(
      '{ "model": 5, "hooks": 5, "extraKnownMarketplaces": { "a": { "source": { "source": "gitlab" } } } }',
    ),
  },
  { because: "a value that is left empty", files: claude('{ "theme": null }\n') },
  {
    because: "a marketplace without its source, and one whose source has no type",
    files: claude('{ "extraKnownMarketplaces": {\n"a": { "repo": "o/a" },\n"b": { "source": { "repo": "o/b" } } } }'),
    reports: [
      '2:1 "extraKnownMarketplaces.a" has no "source".',
      '3:8 "extraKnownMarketplaces.b.source" needs a "source", which may be url, github, git, npm, file, directory, skills-dir, hostPattern, pathPattern, settings.',
    ],
  },
]);
export const settingsVoidCases = casesOf(settingsVoid, [
  { because: "settings of another client", files: { ".gemini/settings.json": "[]\n" } },
  {
    because: "settings that may be empty, that Claude Code leaves out alone, and a rule that is no text",
    files: claude('{ "disableAutoMode": null, "theme": 5, "permissions": { "deny": [5] } }'),
  },
  {
    because: "a list as file",
    files: claude("[]"),
    reports: ["1:1 The file has to be a map; this voids the whole file."],
  },
  {
    because: "settings that may not be empty, and lists of permissions that are none",
    files: claude('{ "model": null, "env": { "allow": "a" }, "permissions": {\n"allow": "a", "deny": null } }\n'),
    reports: [
      '1:12 "model" has to be a text; this voids the whole file.',
      '2:10 "permissions.allow" has to be a list; this voids the whole file.',
      '2:23 "permissions.deny" has to be a list; this voids the whole file.',
    ],
  },
  {
    because: "one text for a list below the sandbox, a share above one, and a type of marketplace that is none",
    files: claude(
      '{ "sandbox": { "filesystem": {\n"denyRead": "./a" } },\n"skillListingBudgetFraction": 5,\n"extraKnownMarketplaces": { "b": { "source": { "source": "gitlab" } } } }',
    ),
    reports: [
      '2:13 "sandbox.filesystem.denyRead" has to be a list; this voids the whole file.',
      '3:31 "skillListingBudgetFraction" has to be a number above 0 up to 1; this voids the whole file.',
      '4:58 "extraKnownMarketplaces.b.source.source" is "gitlab"; it may be url, github, git, npm, file, directory, skills-dir, hostPattern, pathPattern, settings; this voids the whole file.',
    ],
  },
]);
export const settingsUnknownKeyCases = casesOf(settingsUnknownKey, [
  { because: "settings of another client", files: { ".gemini/settings.json": '{ "modle": "a" }\n' } },
  { because: "a key that is only as near as by chance", files: claude('{ "modelsss": "a" }\n') },
]);

const DENY = '[[rule]]\ntoolName = "glob"\ndecision = "deny"\npriority = 1\n';
const UNREAD = 'Gemini CLI reads no policies of a repository unless "policyPaths" of .gemini/settings.json names them.';
const naming = (path: string) => ({
  "web/.gemini/policies/a.toml": DENY,
  "web/.gemini/settings.json": `{ "policyPaths": [${JSON.stringify(path)}] }\n`,
});
export const settingsGeminiUnaskedPolicyCases = casesOf(settingsGeminiUnaskedPolicy, [
  { because: "a folder by its name with a slash, from its project", files: naming("./.gemini/policies/") },
  { because: "a place that is not known here", files: naming("$POLICIES") },
  { because: "a folder of a home", files: naming("~/.gemini/policies") },
  {
    because: "another file",
    files: naming(".gemini/policies/b.toml"),
    reports: [`web/.gemini/policies/a.toml:3:12 ${UNREAD}`],
  },
  {
    because: "a file that asks, once; one that allows; one that Gemini CLI refuses",
    files: {
      ".gemini/policies/ask.toml": `${DENY.replace("deny", "ask_user")}${DENY}`,
      ".gemini/policies/allow.toml": DENY.replace("deny", "allow"),
      ".gemini/policies/refused.toml": DENY.replace("priority = 1", ""),
    },
    reports: [`.gemini/policies/ask.toml:3:12 ${UNREAD}`],
  },
  {
    because: "an extension denies, also commands, of the shell by a list",
    files: {
      "gemini-extension.json": '{ "name": "safe", "version": "1.0.0" }\n',
      "policies/a.toml": `${DENY}\n[[rule]]\ntoolName = ["run_shell_command"]\ncommandRegex = "rm"\ndecision = "deny"\npriority = 1\n`,
    },
  },
  { because: "policies of Codex", files: { ".codex/requirements.toml": DENY } },
]);
const fields = (...lines: readonly string[]) => ({
  ".gemini/policies/a.toml": ["[[rule]]", 'toolName = "glob"', "priority = 1", ...lines, ""].join("\n"),
});
export const settingsGeminiPoliciesCases = casesOf(settingsGeminiPolicies, [
  {
    because: "fields that say why, or by whom",
    files: fields('decision = "allow"', 'name = "a"', 'reason = "b"', 'comment = "c"', "enabled = true", 'id = "d"'),
  },
  {
    because: "tables that are no rules",
    files: { ".gemini/policies/a.toml": '[meta]\nauthor = "a"\n[[notes]]\nb = 1\n' },
  },
  {
    because: "a rule that asks, and words of several clients",
    files: fields('decision = "ask_user"', 'command_prefix = "rm"', 'toolArgs = "x"', 'when = "y"'),
    reports: [
      '5:1 Gemini CLI knows no "command_prefix" here, only "commandPrefix": the rule asks about more than it says.',
      '6:1 Gemini CLI knows no "toolArgs" here: the rule asks about more than it says.',
      '7:1 Gemini CLI knows no "when" here: the rule asks about more than it says.',
    ],
  },
  {
    because: "a file that it refuses as a whole makes nothing wider",
    files: fields('decision = "alow"', 'path = "x"'),
    reports: ['4:12 "rule.decision" is "alow"; it may be allow, deny, ask_user.'],
  },
  {
    because: "an extension may allow nothing, and denies more than it says; one of its tools has no name",
    files: {
      "gemini-extension.json": '{ "name": "safe", "version": "1.0.0" }\n',
      "policies/a.toml":
        '[[rule]]\ntoolName = "glob"\npath = "x"\ndecision = "allow"\npriority = 1\n[[rule]]\ntoolName = ["", "glob"]\npath = "x"\ndecision = "deny"\npriority = 1\n',
    },
    reports: [
      'policies/a.toml:7:13 "rule.toolName" is empty; for all tools write "*".',
      'policies/a.toml:8:1 Gemini CLI knows no "path" here: the rule denies more than it says.',
    ],
  },
  {
    because: "one rule in a capital letter beside one that is right",
    files: {
      ".gemini/policies/a.toml": `${DENY}[[Rule]]\ntoolName = "ls"\ndecision = "deny"\n`,
    },
    reports: ['5:3 Gemini CLI takes nothing below "Rule" for a rule: write [[rule]].'],
  },
  { because: "policies of Codex", files: { ".codex/requirements.toml": DENY.replace("rule", "rules") } },
]);
export const settingsGuardPathCases = casesOf(settingsGuardPath, [
  {
    because: "the project has the folder, on disk or in git",
    files: { ".claude/settings.json": '{ "permissions": { "deny": ["Edit(/etc/**)"] } }', "etc/app.conf": "a\n" },
  },
  {
    because: "a project below the top, whose own folder is meant",
    files: {
      "app/.claude/settings.json": '{ "permissions": { "deny": ["Edit(/etc/**)"] } }',
      "etc/app.conf": "a\n",
    },
    reports: [
      'app/.claude/settings.json:1:29 "Edit(/etc/**)" means "etc" in the project, which is not there; write Edit(//etc/**) for /etc/** of the machine.',
    ],
  },
  {
    because: "the folder itself, and a home",
    files: claude('{ "permissions": { "deny": [\n"Read(/root)",\n"Read(/Users/me/.aws/credentials)" ] } }'),
    reports: [
      '2:1 "Read(/root)" means "root" in the project, which is not there; write Read(//root) for /root of the machine.',
      '3:1 "Read(/Users/me/.aws/credentials)" means "Users" in the project, which is not there; write Read(//Users/me/.aws/credentials) for /Users/me/.aws/credentials of the machine.',
    ],
  },
  {
    because: "patterns, what is allowed, tools without paths, a folder of any project",
    files: claude(
      '{ "permissions": { "allow": ["Read(/etc/**)"], "deny": ["Read(/*/etc)", "Bash(/etc/init)", "Read(/docs/**)", "Read(etc/**)", "Read(/)"] } }',
    ),
  },
  {
    because: "another client's settings",
    files: { ".gemini/settings.json": '{ "permissions": { "deny": ["Read(/etc/**)"] } }' },
  },
  {
    because: "git ignores it, whole, by a folder's name or by what is in it",
    files: {
      ...claude('{ "permissions": { "deny": ["Read(/tmp/**)", "Read(/var/**)", "Read(/opt/**)"] } }'),
      ".gitignore": "tmp\n/var/*\nopt/\n",
    },
  },
]);
export const settingsLostGuardCases = casesOf(settingsLostGuard, [
  {
    because: "a colon in the place of parentheses",
    files: claude('{ "permissions": { "deny": [\n"Bash:*",\n"Bash:rm -rf *",\n"Edit:",\n"Bash*" ] } }'),
    reports: [
      '2:1 "Bash:*" names no tool: all of the tool is Bash.',
      '3:1 "Bash:rm -rf *" names no tool: the pattern belongs in parentheses, as in Bash(rm -rf *).',
      '4:1 "Edit:" names no tool: all of the tool is Edit.',
    ],
  },
]);
