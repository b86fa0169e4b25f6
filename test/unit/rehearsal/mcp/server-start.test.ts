import { expect, test } from "vitest";
import { mcpServersOf } from "../../../../src/inventory/manifests/mcp-servers.ts";
import { FAKE_KEY } from "../../../../src/rehearsal/adapters/adapter.ts";
import { serverStart } from "../../../../src/rehearsal/mcp/server-start.ts";
import { inventoryOf } from "../../../support/inventory-of.ts";

async function argumentFor(written: string) {
  const text = JSON.stringify({ mcpServers: { db: { command: "./db", args: [written] } } });
  const [artifact] = (await inventoryOf({ ".mcp.json": text })).artifacts;
  const [server] = artifact ? mcpServersOf(artifact) : [];
  const start = server ? serverStart(server, "/w") : undefined;
  return start && "args" in start ? start.args[0] : undefined;
}

test.each([
  ["${workspaceFolder}/a", "/w/a"],
  ["${CLAUDE_PROJECT_DIR:-.}/a", "/w/a"],
  ["--port=${PORT:-80}", "--port=80"],
  ["${TOKEN}", FAKE_KEY],
  ["{env:TOKEN}", FAKE_KEY],
  ["$TOKEN", FAKE_KEY],
  ["$A${B}$C", FAKE_KEY.repeat(3)],
  ["${A:-$B}", FAKE_KEY],
  ["${never closed", "${never closed"],
  ["} ${A", "} ${A"],
])("a server is started without a real key: %s", async (written, given) => {
  expect(await argumentFor(written)).toBe(given);
});

test.each(["${", "${A:-", "${workspaceRoot:-", "{env:", "A${"])(
  "references that are never closed are read once: %s",
  async (opening) => {
    const written = opening.repeat(50_000);
    expect(await argumentFor(written)).toBe(written);
  },
);

test("defaults that leave openings behind are read once", async () => {
  expect(await argumentFor("${A:-${B}".repeat(50_000))).toBe("${B".repeat(50_000));
});
