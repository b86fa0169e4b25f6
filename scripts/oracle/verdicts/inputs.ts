import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isJson } from "../../../src/rehearsal/wire/json.ts";
import { seeded } from "../../../test/support/seeded.ts";
import type { JudgeName } from "./judges.ts";

/** A configuration that a client and agent-ci both judge. */
export interface VerdictInput {
  readonly name: string;
  readonly judge?: JudgeName;
  readonly files: Readonly<Record<string, string>>;
}

const CASES = resolve("../shared/cases");
const CORPUS = resolve("../shared/corpus");
const MOST_BYTES = 200_000;

/** The inputs beside the clone; none where they are not, and a line that says so. */
export function sharedInputs(): readonly VerdictInput[] {
  if (!existsSync(CASES)) {
    console.log(`Without ${CASES}, no case of it is put to a client.`);
    return [];
  }
  return ["first", "clients", "peers"].flatMap((group) =>
    readdirSync(join(CASES, group), { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => ({ name: `${group}/${name}`, files: textsBelow(join(CASES, group, name)) })),
  );
}

/** The plugins and marketplaces of the corpus, without what is no text. */
export function corpusInputs(): readonly VerdictInput[] {
  if (!existsSync(CORPUS)) return [];
  const manifests = readdirSync(CORPUS, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith("/.claude-plugin/plugin.json"),
  );
  return manifests.sort().map((path) => {
    const folder = path.slice(0, -"/.claude-plugin/plugin.json".length);
    return { name: folder, judge: "validate" as const, files: textsBelow(join(CORPUS, folder)) };
  });
}

function textsBelow(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => {
    const at = statSync(join(folder, path), { throwIfNoEntry: false });
    return at?.isFile() === true && at.size < MOST_BYTES;
  });
  return Object.fromEntries(
    paths.map((path) => [relative(folder, join(folder, path)), readFileSync(join(folder, path), "utf8")]),
  );
}

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

const OTHERS: readonly unknown[] = ["x", "", 5, 0, true, [], ["x"], {}, { x: "y" }];

/** One value somewhere below becomes another, or is taken out, or its key has a letter more. */
function changed(value: unknown, random: (bound: number) => number): unknown {
  const keys = isJson(value) ? Object.keys(value) : Array.isArray(value) ? [...value.keys()].map(String) : [];
  if (keys.length === 0 || (random(4) === 0 && !isJson(value))) return OTHERS[random(OTHERS.length)];
  const key = keys[random(keys.length)] ?? "";
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === key ? changed(one, random) : one));
  if (!isJson(value)) return value;
  const { [key]: old, ...rest } = value;
  const how = random(6);
  if (how === 0) return rest;
  if (how === 1) return { ...rest, [`${key}s`]: old };
  return { ...value, [key]: changed(old, random) };
}

/** A map as TOML: tables in one line, which say the same as those with a heading. */
function toml(data: unknown): string {
  return isJson(data)
    ? Object.entries(data)
        .map(([key, value]) => `${JSON.stringify(key)} = ${inline(value)}\n`)
        .join("")
    : `x = ${inline(data)}\n`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (!isJson(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)} = ${inline(one)}`)
    .join(", ")} }`;
}
