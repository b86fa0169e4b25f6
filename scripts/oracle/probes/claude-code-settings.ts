import { claudeCodeSettings } from "../../../src/clients/claude-code-settings.ts";
import type { ScriptedCall } from "../../../src/rehearsal/scripted/turn.ts";
import { mark, type Expectation, type Probe, type ProbeFiles } from "../probe.ts";

type Name = keyof typeof claudeCodeSettings;

/** What the doctor calls settings that it could not use, or could not use whole. */
const INVALID = "Invalid settings";
const VOID = "nothing it sits in is applied until";
const IGNORED = "ignored";

const command = { type: "command", command: "true" };
const hooks = (event: string, group: unknown): string =>
  JSON.stringify({ permissions: { deny: ["Read(./.env)"] }, hooks: { [event]: [group] } });
const handler = (event: string, change: object): string =>
  hooks(event, { matcher: "Bash", hooks: [{ ...command, ...change }] });
const deny = (rule: string): string => JSON.stringify({ permissions: { deny: [rule] } });
const allow = (rule: string): string => JSON.stringify({ permissions: { allow: [rule] } });

/** Settings by their own way, and the ways on which nobody reads them. */
const MISPLACED: readonly (readonly [own: string, others: readonly string[]])[] = [
  [
    "permissions.deny",
    [
      "deny",
      "permission.deny",
      "permissions.denny",
      "permissions.Deny",
      "permissions.block",
      "permissions.denied",
      "settings.permissions.deny",
    ],
  ],
  ["permissions.allow", ["allow", "allowedTools", "permissions.allowed"]],
  ["permissions.ask", ["ask"]],
  ["permissions.defaultMode", ["defaultMode", "permissions.mode"]],
  ["permissions.disableBypassPermissionsMode", ["disableBypassPermissionsMode"]],
  ["sandbox.enabled", ["enabled", "sandbox.enable", "sandBox.enabled"]],
  ["sandbox.allowUnsandboxedCommands", ["allowUnsandboxedCommands"]],
  ["sandbox.network.allowedDomains", ["allowedDomains", "sandbox.allowedDomains", "sandbox.network.allowedDomain"]],
  ["sandbox.network.deniedDomains", ["sandbox.deniedDomains", "sandbox.network.denyDomains"]],
  [
    "sandbox.filesystem.denyRead",
    ["denyRead", "filesystem.denyRead", "sandbox.denyRead", "sandbox.filesystem.denyReads"],
  ],
];
/** A file with a value that no setting takes, at the end of this way. */
const nested = (path: string): string =>
  JSON.stringify(path.split(".").reduceRight<unknown>((value, key) => ({ [key]: value }), 5));

/** Each settings file in a folder of its own, with what is said of it. */
type Case = readonly [
  folder: string,
  settings: string,
  fact: Name,
  says: string,
  there?: string | undefined,
  gone?: string,
];

/** Calls that show what stands in a.txt, and one that nothing denies. */
const CAT: ScriptedCall = { name: "Bash", arguments: { command: "cat a.txt", description: "x" } };
const OTHER: ScriptedCall = { name: "Read", arguments: { file_path: "/home/workspace/b.txt" } };
const READ: ScriptedCall = { name: "Read", arguments: { file_path: "/home/workspace/a.txt" } };

const CASES: readonly Case[] = [
  ["good", handler("PreToolUse", {}), "hookShape", "groups with a matcher and handlers load", undefined, INVALID],
  ["mark", `\uFEFF${deny("Bash(:*)")}`, "settingsSyntax", "a byte order mark is skipped", "was skipped"],
  ["blank-file", "", "emptyFiles", "a file with nothing in it is taken", undefined, INVALID],
  ["blank-lines", " \n\n", "emptyFiles", "so is one with white space alone", undefined, INVALID],
  ["null-file", "null", "emptyFiles", "null is not", INVALID],
  ["comment", `// a\n${deny("Read(x)")}`, "settingsSyntax", "a comment is not JSON", "Invalid or malformed JSON"],
  ["comma", `{"model":"opus",}`, "settingsSyntax", "nor is a comma too many", "Invalid or malformed JSON"],
  ["timeout", handler("PreToolUse", { timeout: "10" }), "guardEvents", "a timeout that is a text voids the file", VOID],
  ["ask", handler("PermissionRequest", { timeout: "10" }), "guardEvents", "so it does for PermissionRequest", VOID],
  [
    "post",
    handler("PostToolUse", { timeout: "10" }),
    "ignoredEntries",
    "elsewhere the entry is ignored",
    IGNORED,
    VOID,
  ],
  ["event", handler("PreTolUse", {}), "ignoredEntries", "an unknown event is ignored", IGNORED, VOID],
  ["type", handler("PreToolUse", { type: "comand" }), "hookTypes", "an unknown type voids the file", VOID],
  ["stop", handler("Stop", { type: "comand" }), "hookTypes", "its types are these", typesLine()],
  ["flat", hooks("PreToolUse", command), "hookShape", "a handler in place of a group voids it", VOID],
  [
    "matcher",
    hooks("PreToolUse", { matcher: ["Bash"], hooks: [command] }),
    "hookShape",
    "so does a list as matcher",
    VOID,
  ],
  ["number", hooks("PreToolUse", { matcher: 5, hooks: [command] }), "hookShape", "so does a number", VOID],
  ["zero", handler("PreToolUse", { timeout: 0 }), "hookHandler", "a timeout of 0 cannot be loaded", VOID],
  ["args", handler("PreToolUse", { args: "a b" }), "hookHandler", "nor can args that are a text", VOID],
  ["none", handler("PreToolUse", { command: undefined }), "hookHandler", "nor can a handler without command", VOID],
  [
    "http",
    handler("PreToolUse", { type: "http", url: "not a url" }),
    "hookHandler",
    "nor one without an address",
    VOID,
  ],
  ["shell", handler("PreToolUse", { shell: "zsh" }), "hookFields", "nor one with another shell", VOID],
  ["failure", handler("PreToolUse", { onFailure: "deny" }), "hookFields", "or another `onFailure`", VOID],
  ["async", handler("PreToolUse", { async: "true" }), "hookFields", "or `async` in quotes", VOID],
  ["if", handler("PreToolUse", { if: 5 }), "hookFields", "or a number as `if`", VOID],
  ["once", handler("PreToolUse", { once: "x" }), "hookFields", "or `once` that is a text", VOID],
  ["status", handler("PreToolUse", { statusMessage: 5 }), "hookFields", "or a number as status message", VOID],
  ["rewake", handler("PreToolUse", { asyncRewake: "y" }), "hookFields", "or `asyncRewake` in quotes", VOID],
  [
    "headers",
    handler("PreToolUse", { type: "http", url: "https://a.example", headers: { a: 1 } }),
    "hookFields",
    "or a number as header",
    VOID,
  ],
  [
    "vars",
    handler("PreToolUse", { type: "http", url: "https://a.example", allowedEnvVars: "A" }),
    "hookFields",
    "or variables that are no list",
    VOID,
  ],
  [
    "input",
    handler("PreToolUse", { type: "mcp_tool", server: "x", tool: "y", input: "z" }),
    "hookFields",
    "or a text as input of a tool",
    VOID,
  ],
  [
    "more",
    handler("PreToolUse", { timeout_ms: 5, env: "x" }),
    "hookFields",
    "unknown fields do no harm",
    undefined,
    INVALID,
  ],
  ["map", `{"permissions":"x"}`, "permissionLists", "permissions that are a text are refused", INVALID],
  ["list", `{"permissions":{"deny":"Read(x)"}}`, "permissionLists", "so is a list that is a text", INVALID],
  ["mode", `{"permissions":{"defaultMode":"yolo"}}`, "permissionModes", "its modes are these", modesLine()],
  ["manual", `{"permissions":{"defaultMode":"manual"}}`, "permissionModes", "manual is taken", undefined, INVALID],
  ["team", `{"teammateMode":"x"}`, "settingValues", "another teammateMode is ignored", "is ignored"],
  ["inbound", `{"crossSessionInbound":"x"}`, "settingValues", "so is another crossSessionInbound", "was ignored"],
  ["top", `{"PreToolUse":[{}]}`, "misplacedGuards", "a guard outside hooks voids the file", VOID],
  [
    "aside",
    `{"_hooks":{"preToolUse":[{"hooks":[{}]}]}}`,
    "misplacedGuards",
    "also below another key, in another case",
    VOID,
  ],
  [
    "within",
    `{"hooks":{"hooks":{"PreToolUse":[{"hooks":[{}]}]}}}`,
    "misplacedGuards",
    "also in hooks within hooks",
    VOID,
  ],
  ["word", `{"_hooks":{"preToolUse":[{}]}}`, "misplacedGuards", "without a group it does not", undefined, INVALID],
  ["nothing", `{"PreToolUse":[]}`, "misplacedGuards", "an empty list does not", undefined, INVALID],
  ["variable", `{"env":{"PreToolUse":"1"}}`, "misplacedGuards", "nor does a variable of its name", undefined, INVALID],
  ["outside", `{"PostToolUse":[{}]}`, "misplacedGuards", "nor does another event", undefined, INVALID],
  ["blank", handler("PreToolUse", { command: "" }), "hookHandler", "an empty command loads", undefined, INVALID],
  ...MISPLACED.flatMap(([own, others]) => [
    [`own-${own}`, nested(own), "unreadSettings", `${own}: 5 is refused`, INVALID] as const,
    ...others.map(
      (other) =>
        [`not-${other}`, nested(other), "unreadSettings", `${other}: 5 is not read`, undefined, INVALID] as const,
    ),
  ]),
  ["managed", `{"managedMcpServers":{}}`, "managedKeys", "managedMcpServers is ignored", "was ignored here"],
  ["project", `{"attributionProjectPolicy":{}}`, "managedKeys", "so is attributionProjectPolicy", "was ignored here"],
  ["models", `{"deniedModels":["x"]}`, "managedKeys", "so is deniedModels", "was ignored here"],
  ["exact", `{"availableModelsMatch":"exact"}`, "managedKeys", "so is availableModelsMatch", "was ignored here"],
  ["fine", deny("Read(./x)"), "skippedRules", "a rule of the right form is not reported", undefined, INVALID],
  ["star", allow("*"), "skippedRules", "`*` is skipped in allow", "was skipped"],
  ["denied", deny("*"), "skippedRules", "and taken in deny", undefined, "was skipped"],
  ["url", deny("WebFetch(https://evil.example)"), "skippedRules", "WebFetch with an address is skipped", "was skipped"],
  ["scheme", deny("WebFetch(domain:https://evil.example)"), "skippedRules", "so is it behind `domain:`", "was skipped"],
  ["bare", deny("WebFetch(evil.example)"), "skippedRules", "so it is without `domain:`", "was skipped"],
  ["prefix", deny("Read(src:*)"), "skippedRules", "so is `:*` for another tool than Bash", "was skipped"],
  ["empty", deny("Bash(:*)"), "skippedRules", "so is an empty prefix", "was skipped"],
  ["tool", deny("mcp__github__delete(*)"), "skippedRules", "so are parentheses behind an MCP tool", "was skipped"],
  ["search", deny("WebSearch(a*)"), "skippedRules", "so are wildcards of WebSearch", "was skipped"],
  ["lower", deny("read(./a)"), "skippedRules", "so is a tool in lower case", "was skipped"],
  ["open", deny("Read(./a"), "skippedRules", "so is an open parenthesis", "was skipped"],
  ["write", deny("Write(./.env)"), "unmatchedRules", "Write with a path is never consulted", "is not matched"],
  ["glob", deny("Glob(x)"), "unmatchedRules", "nor is Glob", "is not matched"],
  ["notebook", deny("NotebookEdit(x)"), "unmatchedRules", "nor is NotebookEdit", "is not matched"],
  ["edit", deny("Edit(./.env)"), "unmatchedRules", "Edit is", undefined, "is not matched"],
  ["typo", deny("Bsah(rm *)"), "unknownTools", "an unknown tool matches nothing", "matches no known tool"],
  ["known", deny("Bash(rm *)"), "unknownTools", "a known one does", undefined, "matches no known tool"],
];

function typesLine(): string {
  return `Valid types: ${claudeCodeSettings.hookTypes.value.join(", ")}`;
}

function modesLine(): string {
  return claudeCodeSettings.permissionModes.value.map((mode) => `"${mode}"`).join(", ");
}

const eventExpectations: readonly Expectation[] = claudeCodeSettings.hookEvents.value.map((event) => ({
  fact: "claude-code.hookEvents",
  says: `${event} is an event`,
  folder: "event",
  there: event,
}));

/** Rules that deny, a tool that is called under them, and whether it still does what it does. */
const DENIED: readonly (readonly [deny: string, call: ScriptedCall, fact: string, does: boolean])[] = [
  ["Bash:*", CAT, "toolGlobs", true],
  ["Bash*", CAT, "toolGlobs", false],
  ["Read(/home/workspace/a.txt)", READ, "permissionPaths", true],
  ["Read(/a.txt)", READ, "permissionPaths", false],
  ["Read(//home/workspace/a.txt)", READ, "permissionPaths", false],
];

const deniedProbe = ([rule, call, fact, does]: (typeof DENIED)[number]): Probe => ({
  question: "claude hooks",
  files: { ".claude/settings.json": deny(rule), "a.txt": `${mark("read")}\n`, "b.txt": `${mark("other")}\n` },
  calls: [call, OTHER],
  expects: [
    { fact: `claude-code.${fact}`, says: `${rule} leaves other files alone`, there: mark("other") },
    {
      fact: `claude-code.${fact}`,
      says: `${rule} ${does ? "denies nothing" : "denies it"}`,
      [does ? "there" : "gone"]: mark("read"),
    },
  ],
});

/** What the doctor says about settings.json, and what rules deny. */
export const claudeCodeSettingsProbes: readonly Probe[] = [
  ...DENIED.map(deniedProbe),
  {
    question: "claude doctor each",
    files: Object.fromEntries(
      CASES.map(([folder, settings]) => [`${folder}/.claude/settings.json`, settings]),
    ) satisfies ProbeFiles,
    expects: [
      ...CASES.map(([folder, , fact, says, there, gone]): Expectation => ({
        fact: `claude-code.${fact}`,
        says,
        folder,
        ...(there !== undefined && { there }),
        ...(gone !== undefined && { gone }),
      })),
      ...eventExpectations,
      {
        fact: "claude-code.hookEvents",
        says: "there are no others",
        folder: "event",
        there: "WorktreeCreate, WorktreeRemove",
      },
    ],
  },
  ...[
    { permissions: { deny: ["Read(./x)"] } },
    { deny: ["Read(./x)"] },
    { permissions: { denied: ["Read(./x)"] } },
    { permission: { deny: ["Read(./x)"] } },
    { "permissions.deny": ["Read(./x)"] },
  ].map((other, index): Probe => {
    const own = { permissions: { ...other.permissions, ask: ["Bash(rm *)"] } };
    const says = `of ${JSON.stringify({ ...other, ...own })} ${index === 0 ? "one rule is" : "no rule is"} denied`;
    return {
      question: "claude prompt",
      files: { ".claude/settings.json": JSON.stringify({ ...other, ...own }) },
      expects: [
        {
          fact: "claude-code.unreadSettings",
          says: "what stands in its place is asked",
          there: "Adding 1 ask rule(s)",
        },
        { fact: "claude-code.unreadSettings", says, [index === 0 ? "there" : "gone"]: "deny rule(s)" },
      ],
    };
  }),
  {
    question: "claude doctor each",
    files: { "blank/.mcp.json": "", "lines/.mcp.json": " \n", "null/.mcp.json": "null" },
    expects: [
      { fact: "claude-code.emptyFiles", says: "so is an .mcp.json", folder: "blank", gone: "MCP config" },
      { fact: "claude-code.emptyFiles", says: "or one of white space", folder: "lines", gone: "MCP config" },
      { fact: "claude-code.emptyFiles", says: "but not null", folder: "null", there: "MCP config" },
    ],
  },
];
