import { describe, expect, test } from "vitest";
import { branchWith, foundIn, hooked, judged, KEY, SERVERS, SETTINGS } from "../../support/attack.ts";
import type { FileChanges } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";

const SERVED = ["authority/new-server .mcp.json", "mcp/pinned .mcp.json", "secret/token .mcp.json"];
const SET = ["authority/wider-tools", "settings/ignored-key", "authority/new-hook"].map(
  (rule) => `${rule} .claude/settings.json`,
);
const to = (link: string) => ({ link });

const PASSED: readonly (readonly [kind: string, base: FileChanges, change: FileChanges, found: readonly string[]])[] = [
  [
    "the target of a link",
    { "cfg/servers.json": '{"mcpServers":{}}', ".mcp.json": to("cfg/servers.json") },
    { "cfg/servers.json": SERVERS },
    SERVED,
  ],
  [
    "a file in a folder that a link leads to",
    { "cfg/settings.json": "{}", ".claude": to("cfg") },
    { "cfg/settings.json": SETTINGS },
    SET,
  ],
  ["a link and its target", {}, { "cfg/settings.json": SETTINGS, ".claude": to("cfg") }, SET],
  [
    "where a link leads",
    { "cfg/a.json": "{}", "cfg/b.json": SETTINGS, ".claude/settings.json": to("../cfg/a.json") },
    { ".claude/settings.json": to("../cfg/b.json") },
    SET,
  ],
  [
    "a link on the way of another",
    { "a.json": "{}", "b.json": SETTINGS, "m.json": to("a.json"), ".claude/settings.json": to("../m.json") },
    { "m.json": to("b.json") },
    SET,
  ],
  [
    "a link to configuration of another client",
    { ".zed/settings.json": SETTINGS },
    { ".claude/settings.json": to("../.zed/settings.json") },
    SET,
  ],
  [
    "a link to what is something else",
    { "evals/evals.json": "{}" },
    { "evals/evals.json": SETTINGS, ".claude/settings.json": to("../evals/evals.json") },
    SET,
  ],
  [
    "two links to one file",
    {},
    { "x.json": SETTINGS, ".amp/settings.json": to("../x.json"), ".claude/settings.json": to("../x.json") },
    SET,
  ],
  [
    "a link into a folder that is left out",
    { "agent-ci.yaml": "ignore: [vendor/]\n" },
    { "vendor/settings.json": SETTINGS, ".claude": to("vendor") },
    SET,
  ],
  [
    "a file that is left out, and a link to it",
    { "agent-ci.yaml": "ignore: [vendor/]\n", ".claude/settings.json": to("../vendor/a.json"), "vendor/a.json": "{}" },
    { "vendor/a.json": SETTINGS },
    SET,
  ],
  [
    "links into packages that git tracks",
    {},
    {
      "node_modules/p/a.json": SETTINGS,
      ".claude/settings.json": to("../node_modules/p/a.json"),
      "node_modules/p/b.md": `Use ${KEY}.\n`,
      "CLAUDE.md": to("node_modules/p/b.md"),
    },
    [...SET, "secret/token CLAUDE.md"],
  ],
];

describe("a change answers for what is read through", () => {
  test.each(PASSED)("%s", async (_kind, base, change, found) => {
    expect(await foundIn(base, change)).toEqual(found);
  });
});

test("the hook refuses a secret in a file that only a link makes configuration", async () => {
  const base = { "cfg/servers.json": '{"mcpServers":{}}', ".mcp.json": to("cfg/servers.json") };
  const { code, out } = await hooked(base, { "cfg/servers.json": SERVERS });
  expect(code).toBe(1);
  expect(out).toContain("secret/token");
});

test("the hook sees a link that is new, and the file in a package that it leads to", async () => {
  const base = { "node_modules/p/b.md": `Use ${KEY}.\n` };
  expect((await hooked(base, { "CLAUDE.md": to("node_modules/p/b.md") })).code).toBe(1);
});

test("a link to a file that git ignores is read as it lies there", async () => {
  const repository = branchWith({ ".gitignore": "local/\n" }, { ".mcp.json": to("local/servers.json") });
  repository.git("checkout", "--quiet", "-b", "later");
  const { commit } = repository;
  commit({ "local/servers.json": SERVERS });
  expect((await judged(repository)).found).toContain("error secret/token .mcp.json:1");
});

test("a link to what nobody sees is said, whatever else the change has", async () => {
  expect(await foundIn({ ".gitignore": "build/\n" }, { ".claude": to("build"), "AGENTS.md": "# Rules\n" })).toEqual([
    "link/unlisted .claude",
  ]);
});

describe("who answers for a place does not answer for another by which the text is read", () => {
  const files = { "cfg/servers.json": SERVERS, "x/.mcp.json": to("../cfg/servers.json") };
  const more = { ".mcp.json": to("cfg/servers.json") };
  const suppress = (...paths: readonly string[]): string =>
    `suppress:\n${paths.map((path) => `  - { rule: secret/token, path: "${path}", reason: a test }\n`).join("")}`;
  const errors = async (change: FileChanges): Promise<readonly string[]> => {
    const { found } = await runCheck(branchWith({}, change).folder);
    return found.filter((line) => line.startsWith("error"));
  };

  test("by a suppression", async () => {
    expect(await errors({ ...files, "agent-ci.yaml": suppress("x/**") })).toEqual([]);
    expect(await errors({ ...files, ...more, "agent-ci.yaml": suppress("x/**") })).toEqual([
      "error secret/token .mcp.json:1",
    ]);
    expect(await errors({ ...files, ...more, "agent-ci.yaml": suppress("x/**", ".mcp.json") })).toEqual([]);
  });

  test("by an override", async () => {
    const off = 'overrides:\n  - { paths: ["x/**"], rules: { secret/token: off } }\n';
    expect(await errors({ ...files, "agent-ci.yaml": off })).toEqual([]);
    expect(await errors({ ...files, ...more, "agent-ci.yaml": off })).toEqual(["error secret/token .mcp.json:1"]);
    const both = off.replace('"x/**"', '"x/**", .mcp.json');
    expect(await errors({ ...files, ...more, "agent-ci.yaml": both })).toEqual([]);
  });
});

test("a text in two roles is counted once, and faulted once for what both find", async () => {
  const { found, report } = await runCheck(
    branchWith({}, { ".mcp.json": SERVERS, ".cursor/mcp.json": to("../.mcp.json") }).folder,
  );
  expect(found.filter((line) => line.includes("secret/token"))).toEqual(["error secret/token .cursor/mcp.json:1"]);
  expect(report.checked.kinds["mcp"]).toBe(1);
});
