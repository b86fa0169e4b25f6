import { describe, expect, test } from "vitest";
import { takeInventory } from "../../../src/inventory/take-inventory.ts";
import { hooksOf } from "../../../src/inventory/hooks/hooks.ts";
import { commandsIn } from "../../../src/inventory/authority/injected-commands.ts";
import { mcpServersOf } from "../../../src/inventory/manifests/mcp-servers.ts";
import { runPackage } from "../../../src/inventory/authority/package-runner.ts";
import { startedFile } from "../../../src/inventory/hooks/hook-script.ts";
import { shellWords } from "../../../src/inventory/authority/shell-words.ts";
import type { Artifact } from "../../../src/model/artifact.ts";
import { memoryFiles } from "../../support/memory-files.ts";

async function artifactAt(
  path: string,
  text: string,
  others: Readonly<Record<string, string>> = {},
): Promise<Artifact> {
  const files = memoryFiles({ ...others, [path]: text });
  const { artifacts } = await takeInventory(files, { ignored: () => false }, { outline: false });
  const found = artifacts.find((one) => one.path === path);
  if (!found) throw new Error(`${path} is no artifact.`);
  return found;
}

describe("MCP servers", () => {
  const stdio = { name: "a", transport: "stdio", command: "run", args: ["-v"], url: undefined };
  const http = { name: "a", transport: "http", command: undefined, args: [], url: "https://b.c" };
  test.each([
    ["of Claude Code", ".mcp.json", '{ "mcpServers": { "a": { "command": "run", "args": ["-v"] } } }', stdio],
    ["of a plugin, flat", "plugins/p/.mcp.json", '{ "a": { "command": "run", "args": ["-v"] } }', stdio],
    ["of VS Code", ".vscode/mcp.json", '{ "inputs": [], "servers": { "a": { "url": "https://b.c" } } }', http],
    ["of Cursor", ".cursor/mcp.json", '{ "mcpServers": { "a": { "url": "https://b.c" } } }', http],
    ["of Codex", ".codex/config.toml", '[mcp_servers.a]\ncommand = "run"\nargs = ["-v"]\n', stdio],
    ["of Gemini CLI", ".gemini/settings.json", '{ "mcpServers": { "a": { "httpUrl": "https://b.c" } } }', http],
    [
      "of Zed",
      ".zed/settings.json",
      '{ "context_servers": { "a": { "command": { "path": "run", "args": ["-v"] } } } }',
      stdio,
    ],
    ["of opencode", "opencode.json", '{ "mcp": { "a": { "type": "local", "command": ["run", "-v"] } } }', stdio],
    [
      "of a plugin's manifest",
      ".claude-plugin/plugin.json",
      '{ "mcpServers": { "a": { "url": "https://b.c" } } }',
      http,
    ],
    [
      "of an agent",
      ".claude/agents/x.md",
      "---\nmcpServers:\n  - b\n  - a:\n      command: run\n      args: [-v]\n---\n",
      stdio,
    ],
    ["of Copilot's agent", "x.agent.md", "---\nmcp-servers:\n  a:\n    url: https://b.c\n---\n", http],
  ])("%s are read", async (_whose, path, text, expected) => {
    const servers = mcpServersOf(await artifactAt(path, text));
    expect(
      servers.map(({ name, transport, command, args, url }) => ({
        name,
        transport,
        command: command?.value,
        args: args.map(({ value }) => value),
        url: url?.value,
      })),
    ).toEqual([expected]);
  });

  test.each(["__proto__", "constructor", "toString"])("called %s are servers like others", async (name) => {
    const text = `{ "mcpServers": { "${name}": { "command": "run", "env": { "${name}": "x" } } } }`;
    expect(mcpServersOf(await artifactAt(".mcp.json", text))).toMatchObject([{ name, env: [{ key: name }] }]);
  });
});

describe("hooks", () => {
  const nested = '{ "hooks": { "EVENT": [{ "hooks": [{ "type": "command", "command": "make" }] }] } }';
  const flat = '{ "version": 1, "hooks": { "EVENT": [{ "command": "make" }] } }';
  const plugin = { "plugins/p/.claude-plugin/plugin.json": "{}" };
  test.each([
    ["by their place", ".cursor/hooks.json", flat.replace("EVENT", "stop"), "cursor"],
    ["by their place", ".github/hooks/a.json", nested.replace("EVENT", "Stop"), "copilot"],
    ["by their place", ".codex/hooks.json", nested.replace("EVENT", "Stop"), "codex"],
    ["by an event of Claude Code", "plugins/p/hooks/hooks.json", nested.replace("EVENT", "PreToolUse"), "claude-code"],
    ["by an event of Cursor", "plugins/p/hooks/hooks.json", flat.replace("EVENT", "afterFileEdit"), "cursor"],
    ["by an event of Gemini CLI", "plugins/p/hooks/hooks.json", nested.replace("EVENT", "BeforeTool"), "gemini-cli"],
    [
      "by Copilot's fields",
      "plugins/p/hooks/hooks.json",
      '{ "hooks": { "sessionEnd": [{ "bash": "make" }] } }',
      "copilot",
    ],
    [
      "by Kiro's form",
      ".kiro/hooks/a.kiro.hook",
      '{ "when": { "type": "fileEdited" }, "then": { "command": "make" } }',
      "kiro",
    ],
    [
      "by Kiro's form",
      ".kiro/hooks/a.json",
      '{ "version": "v1", "hooks": [{ "trigger": "PreToolUse", "action": { "type": "command", "command": "make" } }] }',
      "kiro",
    ],
  ])("are told apart %s: %s", async (_how, path, text, dialect) => {
    const set = hooksOf(await artifactAt(path, text, plugin));
    expect(set?.dialect).toBe(dialect);
    expect(set?.faults).toEqual([]);
    expect(set?.hooks.map(({ commands }) => commands.map(({ value }) => value))).toEqual([["make"]]);
  });

  test("of another program are none", async () => {
    expect(hooksOf(await artifactAt("src/hooks/hooks.json", '{ "useUser": ["id"] }'))).toBeUndefined();
  });
});

describe("commands that run while a text is loaded", () => {
  test.each([
    ["Status: !`git status`, and !`git log`", ["git status", "git log"]],
    ["```!\nmake all\nmake test\n```\n", ["make all\nmake test"]],
    ["Write !git status for the status, wow!`x`", []],
    ["```!\nmake all", []],
  ])("in %j", async (body, commands) => {
    const artifact = await artifactAt(".claude/commands/a.md", body);
    const places = commandsIn(artifact).map(({ at }) => artifact.source.text.slice(at.start, at.start + 1));
    expect(commandsIn(artifact).map(({ command }) => command)).toEqual(commands);
    expect(places.every((char) => char === "!" || char === "`")).toBe(true);
  });
});

describe("a package that is run", () => {
  test.each([
    ["npx -y a@1.2.3", "a@1.2.3", true],
    ["npx -y a@1", "a@1", false],
    ["npx --yes @a/b", "@a/b", false],
    ["npx -p a@1.2.3 run", "a@1.2.3", true],
    ["/usr/bin/npx a@next", "a@next", false],
    ["npx.cmd a@1.2.3-rc.1", "a@1.2.3-rc.1", true],
    ["pnpm dlx a", "a", false],
    ["bunx a@^1.0.0", "a@^1.0.0", false],
    ["npx github:a/b#0f3c", "github:a/b#0f3c", true],
    ["npx github:a/b", "github:a/b", false],
    ["uvx a", "a", false],
    ["uvx a@0.4", "a@0.4", true],
    ["uvx --from a==0.4.1 run", "a==0.4.1", true],
    ["uvx --python 3.12 a@latest", "a@latest", false],
    ["uvx --from git+https://a.b/c@v1.0 c", "git+https://a.b/c@v1.0", true],
    ["uvx --from git+https://a.b/c@main c", "git+https://a.b/c@main", false],
    ["docker run -i --rm -e KEY a/b:1.2", "a/b:1.2", true],
    ["docker run -i --rm localhost:5000/a", "localhost:5000/a", false],
    ["docker run a@sha256:00", "a@sha256:00", true],
  ])("by %s", (line, name, pinned) => {
    const [command = "", ...args] = line.split(" ");
    expect(runPackage(command, args)).toMatchObject({ package: name, pinned });
  });

  test.each(["node a.js", "npx ./local", "npx ${PACKAGE}", "npm start", "uv run a", "docker compose up", "npx"])(
    "is not what %s starts",
    (line) => {
      const [command = "", ...args] = line.split(" ");
      expect(runPackage(command, args)).toBeUndefined();
    },
  );
});

describe("a shell command", () => {
  test.each([
    [`bash "\${A}/b c.sh" 'd $e'`, ["bash", "${A}/b c.sh", "d $e"]],
    ["$A/b.sh\t-x", ["$A/b.sh", "-x"]],
    ["a '' b", ["a", "", "b"]],
    ["a && b", undefined],
    ["a $(b)", undefined],
    ["a `b`", undefined],
    ["a 'b", undefined],
    ["a *.sh", undefined],
    ['a "$(b)"', undefined],
  ])("%s is these words", (command, words) => {
    expect(shellWords(command)).toEqual(words);
  });

  test.each([
    ["./a.sh -x", { path: "./a.sh", direct: true }],
    ["bash a.sh", { path: "a.sh", direct: false }],
    ["node --test a.js", undefined],
    ["python3 -m a.b", undefined],
    ["npm run build", undefined],
    ["A=1 ./a.sh", undefined],
  ])("%s starts this file", (command, script) => {
    expect(startedFile(command)).toEqual(script);
  });
});
