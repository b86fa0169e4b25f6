import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commands } from "../../../src/commands/index.ts";
import { parseArguments } from "../../../src/cli/parse-arguments.ts";
import { resolveConfig } from "../../../src/config/resolve.ts";

const page = readFileSync("docs/token-budgets.md", "utf8");
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1] ?? "";

test("the page's budgets are a configuration", () => {
  const resolved = resolveConfig({
    readText: (path) => (path === "agent-ci.yaml" ? block("yaml") : undefined),
    environments: [],
    env: {},
    flags: {},
  });
  expect(resolved).toMatchObject({ ok: true, settings: { budgets: { fleet: 200_000, skill: { body: 5000 } } } });
});

test("the page's lines are commands with options that there are", async () => {
  const command = await commands["tokens"]?.();
  const lines = block("sh")
    .trim()
    .split("\n")
    .map((line) => line.replace(/ +#.*/, "").split(" "));
  expect(lines).toHaveLength(6);
  for (const [npx, program, name, ...rest] of lines) {
    expect([npx, program, name]).toEqual(["npx", "agent-ci", "tokens"]);
    if (command) expect(() => parseArguments(command, rest)).not.toThrow();
  }
});
