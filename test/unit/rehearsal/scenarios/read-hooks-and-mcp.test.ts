import { describe, expect, test } from "vitest";
import { scenarioIn, wrongIn } from "../../../support/scenario-file.ts";

describe("a table of events", () => {
  const table = `kind: hook
hooks: .claude/settings.json
plugin: plugins/guard/
events:
  - { event: PreToolUse, because: it deletes, input: { tool_name: Bash }, decision: refused, reason: never, within: 500 }
  - { event: Stop, decision: passed, exit-code: 0, output: ok }
`;
  test("is read as it is written", () => {
    expect(scenarioIn(table)).toMatchObject({
      kind: "hook",
      hooks: ".claude/settings.json",
      plugin: "plugins/guard",
      events: [
        {
          name: "PreToolUse",
          because: "it deletes",
          input: { tool_name: "Bash" },
          decision: "refused",
          reason: "never",
          within: 500,
        },
        { name: "Stop", input: {}, decision: "passed", exitCode: 0, output: "ok" },
      ],
    });
  });
  test.each([
    ["kind: hook\nhooks: a.json\n", "Missing key `events`"],
    [table.replace("refused", "refuse"), "refused"],
    [table.replace(".claude/settings.json", "../settings.json"), "../settings.json"],
    [table.replace("within", "withn"), "within"],
  ])("that is wrong is told", (text, told) => {
    expect(wrongIn(text).join("\n")).toContain(told);
  });
});

describe("what stands in for MCP servers", () => {
  const agent = (mcp: string): string => `prompt: ping\ncommand: [agent]\nturns: [{ text: pong }]\n${mcp}`;
  test("is read as it is written", () => {
    const mcp = `mcp:
  real: [docs]
  results:
    - { server: a, tool: t, arguments: { x: 1 }, text: one }
    - { server: a, tool: t, text: none, error: true }
    - { server: b, tool: u, result: { content: [], structuredContent: { y: 2 } } }
`;
    expect(scenarioIn(agent(mcp))).toMatchObject({
      mcp: {
        lock: ".agent-ci/mcp.lock.json",
        real: ["docs"],
        results: {
          a: [
            { tool: "t", arguments: { x: 1 }, result: { content: [{ type: "text", text: "one" }] } },
            { tool: "t", result: { content: [{ type: "text", text: "none" }], isError: true } },
          ],
          b: [{ tool: "u", result: { content: [], structuredContent: { y: 2 } } }],
        },
      },
    });
  });
  test("is nothing where nothing is written", () => {
    expect("mcp" in scenarioIn(agent(""))).toBe(false);
  });
  test("that is wrong is told", () => {
    expect(wrongIn(agent("mcp: { results: [{ tool: t }] }\n")).join("\n")).toContain("Missing key `server`");
  });
});
