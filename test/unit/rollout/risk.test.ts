import { describe, expect, test } from "vitest";
import { riskBetween } from "../../../src/rollout/risk.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const BEFORE = {
  "AGENTS.md": "# Rules\n",
  ".claude/settings.json": '{ "permissions": { "allow": ["Read"], "deny": ["Read(./.env)"] } }',
  ".claude/agents/a.md": "---\nname: a\ndescription: A.\ntools: Read\nmodel: haiku\n---\n",
};
const after = async (changed: Readonly<Record<string, string>>) =>
  riskBetween(memoryFiles(BEFORE), memoryFiles({ ...BEFORE, ...changed }));

describe("high", () => {
  test.each([
    [
      "wider tools",
      ".claude/settings.json",
      BEFORE[".claude/settings.json"].replace('"Read"]', '"Read", "Bash"]'),
      "wider tools: ",
    ],
    [
      "what is no longer denied",
      ".claude/settings.json",
      '{ "permissions": { "allow": ["Read"], "deny": [] } }',
      'wider tools: "Read(./.env)" is no longer denied.',
    ],
    [
      "an agent that lost its list of tools",
      ".claude/agents/a.md",
      "---\nname: a\ndescription: A.\nmodel: haiku\n---\n",
      "wider tools: ",
    ],
    [
      "a new MCP server",
      ".mcp.json",
      '{ "mcpServers": { "db": { "command": "npx", "args": ["db@1.0.0"] } } }',
      'new MCP server: "db" runs "npx db@1.0.0"',
    ],
    [
      "a new hook",
      ".claude/settings.local.json",
      '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make" }] }] } }',
      'new hook: "Stop" runs "make"',
    ],
    [
      "another model",
      ".claude/agents/a.md",
      BEFORE[".claude/agents/a.md"].replace("haiku", "opus"),
      'other model: the agent "a" runs on "opus"',
    ],
  ])("%s", async (_, path, text, reason) => {
    const { level, reasons } = await after({ [path]: text });
    expect(level).toBe("high");
    expect(reasons).toEqual([expect.stringContaining(reason)]);
    expect(reasons[0]).toMatch(new RegExp(`^${path.replaceAll(".", "\\.")}:\\d+: `));
  });
});

test("low where agents may do nothing new, however much else changes", async () => {
  expect(
    await after({
      "AGENTS.md": "# Other rules\n",
      ".claude/settings.json": '{ "permissions": { "allow": [], "deny": ["Read(./.env)", "Bash"] } }',
    }),
  ).toEqual({ level: "low", reasons: [] });
});
