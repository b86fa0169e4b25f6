import { expect, test } from "vitest";
import { takeInventory } from "../../../src/inventory/take-inventory.ts";
import { inventoryOf } from "../../support/inventory-of.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const AGENT = "---\nname: a\ndescription: Designs.\n---\nDesign.\n";
const kinds = async (files: Readonly<Record<string, string>>) => {
  const { artifacts } = await inventoryOf(files);
  return artifacts.map(({ kind, path, dialect }) => [kind, path, dialect].filter(Boolean).join(" "));
};

test("agents, commands, hooks and servers that a manifest names are what it says", async () => {
  const manifest = {
    agents: ["./designer.md"],
    commands: ["./more/"],
    hooks: "./config/guards.json",
    mcpServers: "./servers.json",
  };
  const found = await kinds({
    "pl/.claude-plugin/plugin.json": JSON.stringify({ name: "pl", ...manifest }),
    "pl/designer.md": AGENT,
    "pl/more/ship.md": "Ship.\n",
    "pl/more/README.md": "About.\n",
    "pl/config/guards.json": "{}",
    "pl/servers.json": "{}",
    "pl/other.md": "Not named.\n",
  });
  expect(found).toEqual([
    "plugin pl/.claude-plugin/plugin.json claude-code",
    "hooks pl/config/guards.json claude-code",
    "agent pl/designer.md claude-code",
    "command pl/more/ship.md claude-code",
    "mcp pl/servers.json claude-code",
  ]);
});

test("an entry of a marketplace names components as a manifest does", async () => {
  const found = await kinds({
    ".claude-plugin/marketplace.json": JSON.stringify({
      name: "m",
      owner: { name: "x" },
      plugins: [{ name: "p", source: "./p", agents: ["./writer.md"] }],
    }),
    "p/writer.md": AGENT,
  });
  expect(found).toContain("agent p/writer.md claude-code");
});

test("a path that leads out of the checked folder, or to nothing, names nothing", async () => {
  const found = await kinds({
    "pl/.claude-plugin/plugin.json": JSON.stringify({ name: "pl", agents: ["../../x.md", "./gone.md", "./"] }),
    "pl/x.md": AGENT,
  });
  expect(found).toEqual(["plugin pl/.claude-plugin/plugin.json claude-code"]);
});

test("what the user calls a kind is one, where its path says nothing else", async () => {
  const files = memoryFiles({
    "engineering/designer.md": AGENT,
    "engineering/README.md": "About.\n",
    "engineering/chart.png": "",
    "engineering/CLAUDE.md": "Rules.\n",
  });
  const kindOf = (path: string) => (path.startsWith("engineering/") ? ("agent" as const) : undefined);
  const { artifacts } = await takeInventory(files, { ignored: () => false, kindOf }, { outline: false });
  expect(artifacts.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    "instructions engineering/CLAUDE.md",
    "agent engineering/designer.md",
  ]);
});
