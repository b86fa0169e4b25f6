import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { completionScripts } from "../../src/commands/completion/scripts.ts";
import { tempFolder } from "../support/temp-folder.ts";

test.each([
  [["agent-ci", "val"], ["validate"]],
  [["agent-ci", "check", "--fail"], ["--fail-on"]],
  [
    ["agent-ci", "check", "--fail-on", ""],
    ["error", "warning", "never"],
  ],
  [["agent-ci", "explain", "skill/name-f"], ["skill/name-format"]],
  [["agent-ci", "completion", "f"], ["fish"]],
])("bash completes %j", async (words, expected) => {
  const folder = tempFolder();
  const manifests = await Promise.all(Object.values(commands).map((load) => load()));
  writeFileSync(join(folder, "completion"), completionScripts.bash(manifests, ["skill/name-format", "file/syntax"]));
  const script =
    'source ./completion; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _agent_ci; printf "%s\\n" "${COMPREPLY[@]}"';
  const output = execFileSync("bash", ["-c", script, "bash", ...words], { cwd: folder, encoding: "utf8" });
  expect(output.trim().split("\n")).toEqual(expected);
});
