import { isObject } from "../../../src/model/json.ts";
import { seeded } from "../../../test/support/seeded.ts";
import { toml } from "../toml.ts";
import type { VerdictInput } from "./inputs.ts";
import type { JudgeName } from "./judges.ts";

const handler = { type: "command", command: "true", timeout: 10 };
const groups = [{ matcher: "Bash", hooks: [handler] }];
/** What is right for each client, to begin with. */
const GOOD: readonly (readonly [judge: JudgeName, path: string, data: object])[] = [
  [
    "doctor",
    ".claude/settings.json",
    {
      permissions: { allow: ["Bash(git *)"], deny: ["Read(./.env)"], defaultMode: "plan" },
      hooks: { PreToolUse: groups, PostToolUse: groups, Stop: [{ hooks: [handler] }] },
      statusLine: { type: "command", command: "true" },
    },
  ],
  [
    "doctor",
    ".claude/settings.json",
    {
      model: "opus",
      env: { A: "b" },
      permissions: { ask: ["WebFetch(domain:a.example)"], additionalDirectories: ["../a"] },
      sandbox: {
        enabled: true,
        excludedCommands: ["docker"],
        network: { allowedDomains: ["a.example"], allowLocalBinding: true },
        filesystem: { denyRead: ["./a"], allowWrite: ["./b"] },
      },
      enabledPlugins: { "a@b": true },
      extraKnownMarketplaces: { b: { source: { source: "github", repo: "o/b" } } },
      enabledMcpjsonServers: ["a"],
      attribution: { commit: "a", pr: "" },
      worktree: { symlinkDirectories: ["node_modules"] },
      cleanupPeriodDays: 30,
      includeCoAuthoredBy: false,
      companyAnnouncements: ["a"],
    },
  ],
  [
    "doctor",
    ".mcp.json",
    {
      mcpServers: {
        a: { command: "a", args: ["b"], env: { C: "d" }, timeout: 5 },
        b: { type: "http", url: "https://b.example", headers: { C: "d" } },
      },
    },
  ],
  [
    "validate",
    ".claude-plugin/plugin.json",
    {
      name: "a",
      version: "1.0.0",
      description: "D.",
      author: { name: "x", email: "x@y.example" },
      homepage: "https://x.example",
      keywords: ["a"],
      mcpServers: { s: { command: "s", args: ["t"] } },
      userConfig: { k: { type: "string", title: "K", description: "K." } },
    },
  ],
  [
    "validate",
    ".claude-plugin/plugin.json",
    {
      name: "a",
      version: "1.0.0",
      description: "D.",
      author: { name: "x" },
      hooks: { PreToolUse: groups, Stop: [{ hooks: [handler] }] },
      lspServers: { go: { command: "gopls", extensionToLanguage: { ".go": "go" } } },
      dependencies: ["b"],
      channels: [{ server: "s" }],
      mcpServers: { s: { type: "http", url: "https://s.example", headers: { A: "b" } } },
    },
  ],
  [
    "validate",
    ".claude-plugin/marketplace.json",
    {
      name: "m",
      owner: { name: "x", email: "x@y.example" },
      metadata: { description: "D.", version: "1.0.0" },
      plugins: [
        { name: "a", source: { source: "github", repo: "o/a" }, description: "D.", version: "1.0.0", tags: ["t"] },
        { name: "b", source: { source: "url", url: "https://b.example/b.git" }, category: "c", strict: true },
      ],
    },
  ],
  [
    "codex",
    ".codex/config.toml",
    {
      approval_policy: "on-request",
      sandbox_mode: "read-only",
      mcp_servers: { a: { command: "a", args: ["b"], env: { C: "d" } }, b: { url: "https://b.example" } },
      hooks: { Stop: [{ hooks: [handler] }] },
    },
  ],
  [
    "opencode",
    "opencode.json",
    {
      model: "a/b",
      instructions: ["AGENTS.md"],
      permission: { edit: "ask", bash: { "git *": "allow" } },
      mcp: { a: { type: "local", command: ["a"] }, b: { type: "remote", url: "https://b.example" } },
      agent: { c: { description: "D.", mode: "subagent", tools: { read: true } } },
      command: { d: { template: "Do." } },
    },
  ],
  [
    "gemini",
    ".gemini/settings.json",
    {
      general: { vimMode: true, defaultApprovalMode: "plan" },
      context: { fileName: ["AGENTS.md"] },
      tools: { core: ["ls"], exclude: ["x"] },
      mcpServers: { a: { command: "a", args: ["b"], trust: true } },
      model: { name: "m" },
    },
  ],
];

/** So many inputs for each of those, with one or two values in the place of others, the same for the same seed. */
export function mutatedInputs(count: number, seed: number): readonly VerdictInput[] {
  const random = seeded(seed);
  return GOOD.flatMap(([judge, path, data], kind) =>
    Array.from({ length: count }, (_, number): VerdictInput => {
      let mutated: unknown = structuredClone(data);
      for (let change = 0; change < 1 + random(2); change += 1) mutated = changed(mutated, random);
      const text = path.endsWith(".toml") ? toml(mutated) : JSON.stringify(mutated);
      return { name: `mutation ${number} of ${kind} ${text}`, judge, files: { [path]: text } };
    }),
  );
}

const OTHERS: readonly unknown[] = ["x", "", " ", 5, 0, -1, 1.5, true, false, null, [], ["x"], [5], {}, { x: "y" }];
/** How somebody writes a key who means it. */
const SLIPS: readonly ((key: string) => string)[] = [
  (key) => `${key}s`,
  (key) => (key.length === 1 ? `${key}${key}` : key.slice(0, -1)),
  (key) => key.charAt(0).toUpperCase() + key.slice(1),
  (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  // A Cyrillic letter looks like its Latin twin.
  (key) => key.replace("e", "\u0435"),
];

/** One value somewhere below becomes another, stands in a list or out of one, is taken out or moved up, or its key slips. */
function changed(value: unknown, random: (bound: number) => number): unknown {
  const keys = isObject(value) ? Object.keys(value) : Array.isArray(value) ? [...value.keys()].map(String) : [];
  if (keys.length === 0 || (random(4) === 0 && !isObject(value))) {
    const other = random(OTHERS.length + 2);
    return other < OTHERS.length ? OTHERS[other] : other === OTHERS.length ? [value] : String(value);
  }
  const key = keys[random(keys.length)] ?? "";
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === key ? changed(one, random) : one));
  if (!isObject(value)) return value;
  const { [key]: old, ...rest } = value;
  const how = random(8);
  if (how === 0) return rest;
  if (how === 1) return { ...rest, [SLIPS[random(SLIPS.length)]?.(key) ?? key]: old };
  if (how === 2 && isObject(old)) return { ...rest, ...old };
  return { ...value, [key]: changed(old, random) };
}
