import { hooksBashOnly } from "../../src/rules/hooks/bash-only.ts";
import { hooksDuplicateManifest } from "../../src/rules/hooks/duplicate-manifest.ts";
import { hooksEventUnknown } from "../../src/rules/hooks/event-unknown.ts";
import { hooksExecutable } from "../../src/rules/hooks/executable.ts";
import { hooksFieldTypes } from "../../src/rules/hooks/field-types.ts";
import { hooksIgnoredField } from "../../src/rules/hooks/ignored-field.ts";
import { hooksMatcher } from "../../src/rules/hooks/matcher.ts";
import { hooksPluginRoot } from "../../src/rules/hooks/plugin-root.ts";
import { hooksProhibited } from "../../src/rules/hooks/prohibited.ts";
import { hooksScriptMissing } from "../../src/rules/hooks/script-missing.ts";
import { hooksTimeout } from "../../src/rules/hooks/timeout.ts";
import { hooksTypeUnknown } from "../../src/rules/hooks/type-unknown.ts";
import { hooksUnsetVariable } from "../../src/rules/hooks/unset-variable.ts";
import { hooksUnquotedPath } from "../../src/rules/hooks/unquoted-path.ts";
import { casesOf } from "../support/rule-cases.ts";

const settings = (event: string, ...sets: readonly string[]) => ({
  ".claude/settings.json": `{ "hooks": { "${event}": [\n${sets.join(",\n")}\n] } }\n`,
});
const RUN = '"hooks": [{ "type": "command", "command": "a" }]';
export const hooksMatcherCases = casesOf(hooksMatcher, [
  {
    because: "a matcher that is a list, reported once for its two handlers",
    files: settings(
      "PostToolUse",
      '{ "matcher": ["Edit"], "hooks": [{ "type": "command", "command": "a" }, { "type": "command", "command": "b" }] }',
    ),
    reports: ["2:14 A matcher has to be a text."],
  },
  { because: "no matcher", files: settings("PreToolUse", `{ ${RUN} }`) },
  { because: "names of files", files: settings("FileChanged", `{ "matcher": "*.ts", ${RUN} }`) },
  { because: "flags inside the pattern", files: settings("PreToolUse", `{ "matcher": "(?i)*edit", ${RUN} }`) },
  {
    because: "a pattern too long to try",
    files: settings("PreToolUse", `{ "matcher": "*${"a".repeat(1000)}", ${RUN} }`),
  },
]);
export const hooksIgnoredFieldCases = casesOf(hooksIgnoredField, [
  {
    because: "a matcher for everything",
    files: settings("Stop", `{ "matcher": "*", ${RUN} }`, `{ "matcher": "", ${RUN} }`),
  },
  {
    because: "one matcher with two handlers",
    files: settings(
      "Stop",
      '{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "a" }, { "type": "command", "command": "b" }] }',
    ),
    reports: ['2:3 "Stop" takes no notice of a matcher.'],
  },
  {
    because: "a program in the background",
    files: settings("PreToolUse", '{ "hooks": [{ "type": "command", "command": "a", "async": true }] }'),
  },
  {
    because: "a prompt in the background",
    files: settings("PreToolUse", '{ "hooks": [{ "type": "prompt", "prompt": "a",\n"async": true }] }'),
    reports: ['3:1 A prompt handler takes no notice of "async".'],
  },
]);

const command = (value: string, more = "") => `{ "hooks": [{ "type": "command", "command": "${value}"${more} }] }`;
const KIRO = (text: string) => ({ ".kiro/hooks/a.json": text });
const plugin = (manifest: string, hooks = "{}") => ({
  "p/.claude-plugin/plugin.json": manifest,
  "p/hooks/hooks.json": hooks,
});

export const hooksDuplicateManifestCases = casesOf(hooksDuplicateManifest, [
  {
    because: "one of two files is loaded anyway: nothing to take out whole",
    files: plugin('{ "name": "p",\n"hooks": ["./hooks/hooks.json", "./more.json"] }\n'),
    reports: ['p/.claude-plugin/plugin.json:2:11 Claude Code loads "./hooks/hooks.json" by itself already.'],
    fixed: '{ "name": "p",\n"hooks": ["./hooks/hooks.json", "./more.json"] }\n',
  },
  {
    because: "the only file is loaded anyway",
    files: plugin('{ "name": "p",\n"hooks": "./hooks/hooks.json" }\n'),
    reports: ['p/.claude-plugin/plugin.json:2:10 Claude Code loads "./hooks/hooks.json" by itself already.'],
    safe: false,
  },
  {
    because: "a manifest of Cursor, which loads nothing by itself",
    files: {
      "p/.cursor-plugin/plugin.json": '{ "name": "p", "hooks": "./hooks/hooks.json" }\n',
      "p/hooks/hooks.json": "{}\n",
    },
  },
]);
export const hooksExecutableCases = casesOf(hooksExecutable, [
  {
    because: "a program of Windows needs no such mark",
    files: { ...settings("Stop", command("$CLAUDE_PROJECT_DIR/a.cmd")), "a.cmd": "" },
  },
  {
    because: "a script whose name only begins like one of Windows",
    files: { ...settings("Stop", command("$CLAUDE_PROJECT_DIR/a.cmd.sh")), "a.cmd.sh": "" },
    reports: ['.claude/settings.json:2:45 "a.cmd.sh" is not executable.'],
  },
]);
export const hooksFieldTypesCases = casesOf(hooksFieldTypes, [
  {
    because: "no time at all",
    files: settings("Stop", command("a", ', "timeout": 0')),
    reports: ['2:61 "timeout" has to be a number above 0.'],
  },
  {
    because: "Kiro has fields of its own",
    files: KIRO('{ "hooks": { "stop": [{ "command": "a", "timeout": "x" }] } }\n'),
  },
]);
export const hooksTimeoutCases = casesOf(hooksTimeout, [
  { because: "less than no time", files: settings("Stop", command("a", ', "timeout": -1')) },
]);
export const hooksProhibitedCases = casesOf(hooksProhibited, [
  {
    because: "an event that is allowed",
    files: settings("Stop", command("a")),
    options: { "allowed-events": ["Stop"] },
  },
  {
    because: "a command that is allowed, and one beside it that is not",
    files: settings("Stop", command("a"), command("b")),
    options: { "allowed-commands": ["a"] },
    reports: ['1:14 A command hook on "Stop" is not allowed here.'],
  },
  {
    because: "a hook without a command",
    files: settings("Stop", '{ "hooks": [{ "type": "prompt", "prompt": "a" }] }'),
    options: { "allowed-commands": ["a"] },
    reports: ['1:14 A prompt hook on "Stop" is not allowed here.'],
  },
]);
export const hooksPluginRootCases = casesOf(hooksPluginRoot, [
  {
    because: "a script that is not in the plugin is not meant",
    files: plugin('{ "name": "p" }\n', `{ "hooks": { "Stop": [${command("./scripts/a.sh")}] } }\n`),
  },
]);
export const hooksTypeUnknownCases = casesOf(hooksTypeUnknown, [
  {
    because: "a type that resembles no other",
    files: settings("Stop", '{ "hooks": [{ "type": "webassembly" }] }'),
    reports: [
      '2:23 Claude Code had no handlers of type "webassembly" on 2026-11-30; it has command, prompt, agent, http, mcp_tool.',
    ],
  },
]);
export const hooksScriptMissingCases = casesOf(hooksScriptMissing, [
  {
    because: "a sample for other repositories, and settings that a client loads",
    files: {
      "examples/.claude/settings.json": `{ "hooks": { "Stop": [${command("$CLAUDE_PROJECT_DIR/a.sh")}] } }\n`,
      ...settings("Stop", command("$CLAUDE_PROJECT_DIR/a.sh")),
    },
    reports: ['.claude/settings.json:2:45 There is no "a.sh", which "Stop" starts.'],
  },
]);

export const hooksUnquotedPathCases = casesOf(hooksUnquotedPath, [
  {
    because: "a text that only names the folder",
    files: settings(
      "Stop",
      command("echo 'in: ${CLAUDE_PROJECT_DIR} .'"),
      command('echo \\"in: $CLAUDE_PROJECT_DIR\\"'),
    ),
  },
  {
    because: "a text that a shell is given to run: quotes around what is quoted already are no fix",
    files: settings("Stop", command("bash -lc 'cd ${CLAUDE_PROJECT_DIR} && make'")),
    reports: ["2:45 The path has no quotes, and may hold a space."],
    fixed: `{ "hooks": { "Stop": [\n${command("bash -lc 'cd ${CLAUDE_PROJECT_DIR} && make'")}\n] } }\n`,
  },
  {
    because: "two paths, one of them the folder itself",
    files: settings("Stop", command("cd $CLAUDE_PROJECT_DIR && ${CLAUDE_PROJECT_DIR}/a-b.sh --all; true")),
    reports: ["2:45 The path has no quotes, and may hold a space."],
    fixed: `{ "hooks": { "Stop": [\n${command('cd \\"$CLAUDE_PROJECT_DIR\\" && \\"${CLAUDE_PROJECT_DIR}/a-b.sh\\" --all; true')}\n] } }\n`,
  },
  {
    because: "a glob, which quotes would end",
    files: settings("Stop", command("ls ${CLAUDE_PROJECT_DIR}/*.md")),
    reports: ["2:45 The path has no quotes, and may hold a space."],
    fixed: `{ "hooks": { "Stop": [\n${command("ls ${CLAUDE_PROJECT_DIR}/*.md")}\n] } }\n`,
  },
]);
export const hooksUnsetVariableCases = casesOf(hooksUnsetVariable, [
  {
    because: "set by words of the shell other than `read` and `for`",
    files: settings(
      "PostToolUse",
      command("while getopts f: FILE_PATH; do echo $FILE_PATH; done"),
      command("printf -v TOOL_NAME %s x; echo $TOOL_NAME"),
      command("select FILE_PATH in a b; do echo $FILE_PATH; done"),
    ),
  },
  {
    because: "in braces, in another shell's command, in a part that is cut off, once however often",
    files: settings(
      "PostToolUse",
      command("npx eslint ${CLAUDE_FILE_PATH} $CLAUDE_FILE_PATH"),
      command("bash -c 'npx eslint $CLAUDE_TOOL_INPUT_FILE_PATH'"),
      command('[ \\"${tool_input##*.}\\" = ts ] && true'),
    ),
    reports: [
      "2:45 Claude Code sets no $CLAUDE_FILE_PATH.",
      "3:45 Claude Code sets no $CLAUDE_TOOL_INPUT_FILE_PATH.",
      "4:45 Claude Code sets no $tool_input.",
    ],
  },
  {
    because: "variables that Claude Code sets, and others that programs may",
    files: settings(
      "PostToolUse",
      command(
        "echo $CLAUDE_PROJECT_DIR $CLAUDE_ENV_FILE $CLAUDE_CODE_SESSION_ID $CLAUDE_MEM_PORT $CLAUDE_CODE_TOOL_USE_ID $FILE",
      ),
    ),
  },
  {
    because: "what the command sets, by each way, or may set",
    files: settings(
      "PostToolUse",
      command("export FILE_PATH=a; echo $FILE_PATH"),
      command("for file_path in a b; do echo $file_path; done"),
      command("jq -r .tool_name | { read -r TOOL_NAME; echo $TOOL_NAME; }"),
      command(": ${TOOL_INPUT:=$(cat)}; echo $TOOL_INPUT"),
      command("source ./env.sh && echo $TOOL_INPUT"),
      command('eval \\"$(jq -r .x)\\"; echo $TOOL_INPUT'),
    ),
  },
  {
    because: "an escaped dollar, a comment, single quotes, a default",
    files: settings(
      "PostToolUse",
      command("echo \\\\$TOOL_INPUT # not $TOOL_NAME\\necho '$TOOL_INPUT' ${TOOL_INPUT:-none} ${TOOL_INPUT-none}"),
    ),
  },
  {
    because: "arguments in which no shell replaces anything, and the variables of another shell",
    files: settings(
      "PostToolUse",
      '{ "hooks": [{ "type": "command", "command": "echo", "args": ["$TOOL_INPUT"] }, { "type": "command", "command": "echo $TOOL_INPUT", "shell": "powershell" }] }',
    ),
  },
  {
    because: "more than anybody reads, and as many as a file may hold",
    files: settings(
      "PostToolUse",
      command("echo $TOOL_INPUT $TOOL_NAME $TOOL_OUTPUT $TOOL_RESULT $FILE_PATH"),
      command("$TOOL_INPUT ".repeat(50_000)),
    ),
    reports: [
      "2:45 Claude Code sets no $TOOL_INPUT, $TOOL_NAME, $TOOL_OUTPUT and 2 more.",
      "3:45 Claude Code sets no $TOOL_INPUT.",
    ],
  },
  {
    because: "a client that sets variables of its own",
    files: {
      ".cursor/hooks.json": '{ "version": 1, "hooks": { "afterFileEdit": [{ "command": "prettier $file_path" }] } }',
    },
  },
  {
    because: "what is allowed is not reported, and nothing else",
    files: settings("PostToolUse", command("echo $TOOL_INPUT $TOOL_NAME")),
    options: { allowed: ["TOOL_INPUT"] },
    reports: ["2:45 Claude Code sets no $TOOL_NAME."],
  },
]);
export const hooksBashOnlyCases = casesOf(hooksBashOnly, [
  {
    because: "each thing that dash refuses",
    files: settings(
      "PreToolUse",
      command("! [[ -f a ]] || exit 2"),
      command("diff <(ls a) <(ls b)"),
      command("make |& tail"),
      command("source ./env.sh"),
      command("function f { true; }; f"),
      command("files=(a b); echo $files"),
      command("make | tail; exit ${PIPESTATUS[0]}"),
      command("x=abc; echo ${x:0:2} ${x^^}"),
    ),
    reports: [
      "2:45 Only bash knows `[[`, and /bin/sh may be another shell.",
      "3:45 Only bash knows `<(…)`, and /bin/sh may be another shell.",
      "4:45 Only bash knows `|&`, and /bin/sh may be another shell.",
      "5:45 Only bash knows `source`, and /bin/sh may be another shell.",
      "6:45 Only bash knows `function`, and /bin/sh may be another shell.",
      "7:45 Only bash knows `x=(…)`, and /bin/sh may be another shell.",
      "8:45 Only bash knows `${PIPESTATUS[0]}`, and /bin/sh may be another shell.",
      "9:45 Only bash knows `${x:0:2}`, and /bin/sh may be another shell.",
    ],
  },
  {
    because: "what every shell has and looks alike",
    files: settings(
      "PreToolUse",
      command("[ a = b ] || grep -E '^[[:space:]]+x' a; ls [[:alpha:]]*"),
      command("x=$(cat); echo ${x:-0} ${x:=1} ${x:+2} ${x#a} ${x%%/*} ${#x} $((1 << 2))"),
      command("jq '.a == 1' a; awk '$1 == 2 { print $2 }' a"),
      command("bash <<'EOF'\\n[[ -f a ]]\\nEOF"),
      command("make > a 2>&1 & wait"),
    ),
  },
  {
    because: "arguments without a shell, and another shell",
    files: settings(
      "PreToolUse",
      '{ "hooks": [{ "type": "command", "command": "[[", "args": ["-f", "a"] }, { "type": "command", "command": "x=(1)", "shell": "powershell" }] }',
    ),
  },
]);
const BY_NAME = '{ "hooks": { "notify": { "event": "Notification", "command": "a" } } }';
export const hooksEventUnknownCases = casesOf(hooksEventUnknown, [
  {
    because: "a map by names that a program of the team's own reads, and the same in a plugin",
    files: {
      ".agents/hooks/hooks.json": BY_NAME,
      "git/hooks/hooks.json": BY_NAME,
      "git/.claude-plugin/plugin.json": '{ "name": "git" }',
    },
    reports: ['git/hooks/hooks.json:1:14 Claude Code had no event "notify" on 2026-11-30.'],
  },
  {
    because: "a misspelt event among maps is still one of a client's file",
    files: { "hooks/hooks.json": '{ "hooks": { "Stop": [], "stopp": { "command": "a" } } }' },
    reports: ['1:26 Claude Code had no event "stopp" on 2026-11-30; did you mean "Stop"?'],
  },
]);
