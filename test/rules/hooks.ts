import { hooksIgnoredField } from "../../src/rules/hooks/ignored-field.ts";
import { hooksMatcher } from "../../src/rules/hooks/matcher.ts";
import { casesOf } from "../support/rule-cases.ts";

const settings = (event: string, ...sets: readonly string[]) => ({
  ".claude/settings.json": `{ "hooks": { "${event}": [\n${sets.join(",\n")}\n] } }\n`,
});
const RUN = '"hooks": [{ "type": "command", "command": "a" }]';
export const hooksMatcherCases = casesOf(hooksMatcher, [
  {
    because: "a matcher that is a list, reported once for its two handlers",
    files: settings(
      "PreToolUse",
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
