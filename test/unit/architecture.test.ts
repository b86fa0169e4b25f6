import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";

interface Room {
  /** Other rooms; "any/settings" and "any/sections" are those files of any room. */
  readonly rooms: readonly string[];
  readonly packages?: readonly string[];
  readonly builtins?: readonly string[];
}

const PURE = [
  "merge",
  "schemas",
  "check",
  "checklist",
  "environments",
  "inventory",
  "context",
  "rules",
  "tokens",
  "secrets",
  "cost",
  "gate",
  "report",
  "setup",
];

/** docs/architecture.md, Rooms. */
const TABLE: Readonly<Record<string, Room>> = {
  model: { rooms: [] },
  conditions: { rooms: ["model"], packages: ["@marcbachmann/cel-js", "re2js"] },
  syntax: {
    rooms: ["model"],
    packages: ["yaml", "jsonc-parser", "toml-eslint-parser", "csv-parse/sync", "commonmark"],
  },
  config: {
    rooms: ["model", "syntax", "conditions", "any/settings"],
    packages: ["json-schema-to-ts"],
    builtins: ["node:path"],
  },
  clients: { rooms: ["model"] },
  inventory: { rooms: ["model", "clients", "syntax"], builtins: ["node:path"] },
  context: { rooms: ["model", "clients", "inventory"], builtins: ["node:path"] },
  rules: { rooms: ["model", "conditions", "clients", "inventory", "context", "secrets"], builtins: ["node:path"] },
  tokens: {
    rooms: ["model", "clients", "inventory", "context"],
    packages: ["gpt-tokenizer/bpeRanks/o200k_base", "gpt-tokenizer/bpeRanks/cl100k_base"],
    builtins: ["node:crypto"],
  },
  secrets: { rooms: ["model"] },
  check: {
    rooms: ["model", "inventory", "context", "rules", "conditions", "secrets"],
    builtins: ["node:crypto"],
  },
  checklist: { rooms: ["model", "inventory"] },
  environments: { rooms: ["model", "config"], builtins: ["node:path"] },
  schemas: {
    rooms: ["model", "conditions"],
    packages: ["ajv", "ajv/dist/2020.js", "ajv-formats"],
    builtins: ["node:path"],
  },
  merge: { rooms: ["model", "check", "secrets"] },
  gate: { rooms: ["model", "conditions"] },
  setup: { rooms: ["model"] },
  report: { rooms: ["model", "any/sections"], builtins: ["node:crypto", "node:path"] },
  host: {
    rooms: ["model", "conditions", "secrets"],
    packages: ["@actions/http-client/lib/proxy"],
    builtins: [
      "node:child_process",
      "node:crypto",
      "node:fs",
      "node:http",
      "node:https",
      "node:net",
      "node:os",
      "node:path",
      "node:timers/promises",
      "node:util",
      "node:zlib",
    ],
  },
  forge: { rooms: ["model", "host"], packages: ["@actions/github"], builtins: ["node:crypto"] },
  commands: { rooms: [...PURE, "model", "conditions", "config", "clients", "host", "forge"], builtins: ["node:path"] },
  action: {
    rooms: ["model", "commands", "report", "gate", "host"],
    packages: ["@actions/core"],
    builtins: ["node:crypto", "node:fs", "node:os", "node:path"],
  },
  cli: {
    rooms: ["model", "commands", "report", "gate", "host"],
    packages: ["@clack/prompts"],
    builtins: ["node:module", "node:util"],
  },
};

/** Globals through which a module would touch the machine without importing anything. */
const EFFECTS = /\b(?:process\.|fetch\(|globalThis\.|setTimeout\(|Date\.now\(|Math\.random\()/;
const WITH_EFFECTS = new Set(["host", "forge", "cli", "action"]);

function violations(file: string): readonly string[] {
  const room = file.split("/")[1] ?? "";
  const rules = TABLE[room];
  if (!rules) return [`src/${room} is not in the table`];
  const text = readFileSync(file, "utf8");
  const parsed = parseSync(file, text);
  const imports = [
    ...parsed.module.staticImports.map((one) => one.moduleRequest.value),
    ...parsed.module.staticExports.flatMap((one) => one.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...parsed.module.dynamicImports.map((one) =>
      text.slice(one.moduleRequest.start, one.moduleRequest.end).slice(1, -1),
    ),
  ];
  const refused = imports.filter((specifier) => !isAllowed(file, room, rules, specifier));
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|(["'`])(?:\\.|(?!\1)[^\\])*\1/g, "");
  const effect = WITH_EFFECTS.has(room) ? undefined : EFFECTS.exec(code)?.[0];
  return effect === undefined ? refused : [...refused, effect];
}

function isAllowed(file: string, room: string, rules: Room, specifier: string): boolean {
  if (specifier.startsWith("node:")) return rules.builtins?.includes(specifier) ?? false;
  if (!specifier.startsWith(".")) return rules.packages?.includes(specifier) ?? false;
  const [, target = "", name = ""] = posix.join(posix.dirname(file), specifier).split("/");
  if (specifier.startsWith("../../schema/")) return room === "commands" || room === "config";
  return target === room || rules.rooms.includes(target) || rules.rooms.includes(`any/${name.replace(/\.ts$/, "")}`);
}

describe("rooms", () => {
  test.each(globSync("src/**/*.{ts,js}"))("%s imports only what its room may", (file) => {
    expect(violations(file)).toEqual([]);
  });

  test("no room is a catch-all", () => {
    const names = globSync("src/**/*").map((path) => posix.basename(path));
    expect(names.filter((name) => /util|helper|common|manager|service/i.test(name))).toEqual([]);
  });
});
