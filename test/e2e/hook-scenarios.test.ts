import { expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const GUARD = `#!/bin/sh
case "$(cat)" in
  *'"rm '*) echo "never remove anything" >&2; exit 2;;
esac
`;
const SETTINGS = JSON.stringify({
  hooks: { PreToolUse: [{ matcher: "Bash", hooks: [{ type: "command", command: "sh tools/guard.sh" }] }] },
});
const scenario = (last: string): string => `kind: hook
workspace: { folder: .. }
hooks: .claude/settings.json
events:
  - { event: PreToolUse, input: { tool_name: Bash, tool_input: { command: rm -rf . } }, decision: deny, reason: never }
  - { event: PreToolUse, input: { tool_name: Bash, tool_input: { command: ls } }, decision: passed, exit-code: 0 }
  - ${last}
`;
const files = (last: string) => ({
  ".claude/settings.json": SETTINGS,
  "tools/guard.sh": GUARD,
  "scenarios/guard.yaml": scenario(last),
});

test("a guard that refuses what it must and lets pass what it must", async () => {
  const folder = tempFolder(files("{ event: Stop, decision: continue }"));
  const { code, out, err } = await runCli(folder, ["dry-run", "--no-color"]);
  expect({ code, err }, out).toMatchObject({ code: 0 });
});

test("a way around the guard is found, and told", async () => {
  const way = "{ because: a write is no command, event: PreToolUse, input: { tool_name: Write }, decision: refused }";
  const { code, out } = await runCli(tempFolder(files(way)), ["dry-run", "--no-color"]);
  expect(out).toContain("a write is no command: must be refused, and is continue; no hook hears of it.");
  expect(code).toBe(1);
});

test("a file without hooks is no guard", async () => {
  const folder = tempFolder({ ...files("{ event: Stop, decision: continue }"), ".claude/settings.json": "{}" });
  const { code, out } = await runCli(folder, ["dry-run", "--no-color"]);
  expect(out).toContain("`.claude/settings.json` of the workspace declares no hooks.");
  expect(code).not.toBe(0);
});

test("a table that is none is told with its place", async () => {
  const { out } = await runCli(tempFolder(files("{ event: Stop, decision: no }")), ["dry-run", "--no-color"]);
  expect(out).toContain("scenarios/guard.yaml");
  expect(out).toContain("refused");
});
