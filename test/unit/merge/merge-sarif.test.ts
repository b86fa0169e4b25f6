import { describe, expect, test } from "vitest";
import { type MergeGround, mergeSarif } from "../../../src/merge/merge-sarif.ts";
import { readSarif } from "../../../src/merge/read-sarif.ts";
import { plantedSecrets } from "../../support/planted-secrets.ts";

const TEXTS: Readonly<Record<string, string>> = {
  "skills/a b/SKILL.md": "one\ntwo words\nthree 𝒜 four\n",
  "ci.yml": "on: push\nkey: AKIAsecret\n",
};
const GROUND: MergeGround = {
  root: "/srv/repo/sub",
  prefix: "sub/",
  groups: new Set(["skill", "policy"]),
  isFile: (path) => Object.hasOwn(TEXTS, path),
  source: (path) => {
    const text = Object.hasOwn(TEXTS, path) ? TEXTS[path] : undefined;
    return text === undefined ? undefined : { path, text, bytes: text.length, bom: false };
  },
};

function merged(run: object, ground = GROUND) {
  const read = readSarif(JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver: { name: "Lint" } }, ...run }] }));
  if (!read.ok) throw new Error(read.reason);
  return mergeSarif(read.runs, ground);
}
const only = (result: object, run: object = {}) => {
  const [diagnostic] = merged({
    results: [{ message: { text: "Wrong." }, ruleId: "r", ...result }],
    ...run,
  }).diagnostics;
  return diagnostic;
};
const at = (uri: string, region?: object, more: object = {}) => ({
  locations: [{ physicalLocation: { artifactLocation: { uri, ...more }, ...(region && { region }) } }],
});

describe("where a result is", () => {
  const bases = {
    originalUriBaseIds: {
      ROOT: { uri: "file:///srv/repo/" },
      SUB: { uri: "sub/", uriBaseId: "ROOT" },
      OPEN: { description: { text: "whatever" } },
      LOOP: { uri: "x/", uriBaseId: "LOOP" },
    },
  };
  test.each([
    ["from the repository's top", "sub/ci.yml", {}, "ci.yml"],
    ["from the folder that is checked", "ci.yml", {}, "ci.yml"],
    ["percent-encoded", "sub/skills/a%20b/SKILL.md", {}, "skills/a b/SKILL.md"],
    ["an absolute address", "file:///srv/repo/sub/ci.yml", {}, "ci.yml"],
    ["an absolute path", "/srv/repo/sub/./x/../ci.yml", {}, "ci.yml"],
    ["a base", "ci.yml", { uriBaseId: "SUB" }, "ci.yml"],
    ["a base that says nothing", "sub/ci.yml", { uriBaseId: "OPEN" }, "ci.yml"],
    ["a base that is not there", "sub/ci.yml", { uriBaseId: "%SRCROOT%" }, "ci.yml"],
    ["F11: with the separators of Windows", String.raw`sub\skills\a b\SKILL.md`, {}, "skills/a b/SKILL.md"],
    ["a file that is gone", "sub/gone.md", {}, "gone.md"],
  ])("%s", (_name, uri, more, path) => {
    expect(only(at(uri, undefined, more), bases)).toMatchObject({ path, message: "Wrong." });
  });

  test.each([
    ["outside of the folder", "other/ci.md"],
    ["elsewhere on the machine", "file:///etc/passwd"],
    ["above", "../../etc/passwd"],
    ["through the folder and out", "file:///srv/repo/sub/../../x"],
    ["a page", "https://example.com/ci.yml"],
    ["no address at all", "sub/%zz"],
    ["a NUL byte", "sub/a%00.md"],
    ["a base that goes in a circle", "LOOP"],
  ])("%s: no path, but it is said", (_name, uri) => {
    const found = uri === "LOOP" ? only(at("../..", undefined, { uriBaseId: "LOOP" }), bases) : only(at(uri));
    expect(found).not.toHaveProperty("path");
    expect(found?.message).toMatch(/^Wrong\. \(in .*, outside of what is checked\)$/u);
  });

  test("a result without a place is one of the repository", () => {
    expect(only({})).toMatchObject({ rule: "lint/r", message: "Wrong." });
  });
  test("an artifact named by its index", () => {
    const result = { locations: [{ physicalLocation: { artifactLocation: { index: 0 } } }] };
    expect(only(result, { artifacts: [{ location: { uri: "sub/ci.yml" } }] })).toMatchObject({ path: "ci.yml" });
  });
});

describe("lines and columns", () => {
  const file = "sub/skills/a%20b/SKILL.md";
  test.each([
    ["a region", { startLine: 2, startColumn: 5, endColumn: 10 }, { line: 2, column: 5, endLine: 2, endColumn: 10 }],
    ["a line", { startLine: 2 }, { line: 2, column: 1, endLine: 2, endColumn: 10 }],
    [
      "beyond the end of its line",
      { startLine: 1, startColumn: 900 },
      { line: 1, column: 4, endLine: 1, endColumn: 4 },
    ],
    [
      "backwards",
      { startLine: 2, startColumn: 5, endLine: 1, endColumn: 2 },
      { line: 2, column: 5, endLine: 2, endColumn: 5 },
    ],
  ])("%s", (_name, region, place) => {
    expect(only(at(file, region))).toMatchObject(place);
  });
  test("columns in code points become UTF-16 units", () => {
    const region = { startLine: 3, startColumn: 9, endColumn: 13 };
    expect(only(at(file, region), { columnKind: "unicodeCodePoints" })).toMatchObject({ column: 10, endColumn: 14 });
  });
  test.each([[{ startLine: 0 }], [{ startLine: -1 }], [{}]])("no line: %j", (region) => {
    expect(only(at(file, region))).not.toHaveProperty("line");
  });
});

describe("severity", () => {
  const rules = (level?: string) => ({
    tool: { driver: { name: "Lint", rules: [{ id: "r", ...(level && { defaultConfiguration: { level } }) }] } },
  });
  test.each([
    [{ level: "error" }, rules(), "error"],
    [{ level: "note" }, rules("error"), "info"],
    [{}, rules("error"), "error"],
    [{ ruleIndex: 0 }, rules("note"), "info"],
    [{}, rules(), "warning"],
    [{ kind: "review" }, rules("error"), "info"],
  ])("%j", (result, run, severity) => {
    expect(only(result, run)).toMatchObject({ severity });
  });
});

describe("messages", () => {
  const run = {
    tool: {
      driver: {
        name: "Lint",
        rules: [{ id: "r", messageStrings: { found: { text: "{1} of {0}: {{{0}}} {7}" } } }],
        globalMessageStrings: { all: { text: "Everywhere." } },
      },
    },
  };
  test.each([
    [{ id: "found", arguments: ["a", "b"] }, "b of a: {a} {7}"],
    [{ id: "all" }, "Everywhere."],
    [{ text: "See [the docs](https://x.org/y) and [1](0)." }, "See the docs and 1."],
    [{ text: String.raw`No \[link\](x) [a\]b](1)` }, "No [link](x) a]b"],
    [{ id: "__proto__" }, "r"],
  ])("%j", (message, text) => {
    expect(only({ message }, run)?.message).toBe(text);
  });
});

describe("what is left out, and counted", () => {
  test("suppressed results, and those that passed or are gone", () => {
    const result = { ruleId: "r", message: { text: "x" } };
    const { diagnostics, measurements } = merged({
      results: [
        result,
        { ...result, suppressions: [{ kind: "inSource" }] },
        { ...result, suppressions: [{ kind: "external", status: "rejected" }] },
        { ...result, kind: "pass" },
        { ...result, baselineState: "absent" },
      ],
    });
    expect(diagnostics).toHaveLength(2);
    expect(measurements).toEqual([
      { metric: "merged-results", value: 2, unit: "results", labels: { tool: "lint" } },
      { metric: "merged-suppressed", value: 1, unit: "results", labels: { tool: "lint" } },
    ]);
  });
  test("excerpts and fixes", () => {
    const fixes = [{ artifactChanges: [{ artifactLocation: { uri: "sub/ci.yml" }, replacements: [] }] }];
    const found = only({ ...at("sub/ci.yml", { startLine: 2, snippet: { text: "key: AKIA" } }), fixes });
    expect(Object.keys(found ?? {})).not.toContain("excerpt");
    expect(Object.keys(found ?? {})).not.toContain("fix");
  });
});

describe("rules", () => {
  test("their facts, once each", () => {
    const rules = [
      { id: "r", shortDescription: { text: "Short." }, fullDescription: { text: "Long." }, helpUri: "https://x.org" },
    ];
    const result = { ruleId: "r", message: { text: "x" } };
    expect(merged({ tool: { driver: { name: "Lint", rules } }, results: [result, result] }).rules).toEqual([
      { id: "lint/r", severity: "warning", summary: "Short.", why: "Long.", url: "https://x.org" },
    ]);
  });
  test.each([
    ["the tool's own name is not said twice", "zizmor", "zizmor/artipacked", "zizmor/artipacked"],
    ["a tool that is called like a group of ours", "Skill", "name-format", "merged-skill/name-format"],
    ["characters that mean something elsewhere", "My Tool\n::x", "a b\u202E", "my-tool-::x/a-b"],
    ["no name to speak of", "💥", "", "tool/unnamed"],
    ["names of JavaScript's own", "__proto__", "constructor", "__proto__/constructor"],
  ])("%s", (_name, name, ruleId, id) => {
    expect(only({ ruleId }, { tool: { driver: { name } } })?.rule).toBe(id);
  });
  test("a rule of an extension", () => {
    const tool = {
      driver: { name: "Lint", rules: [{ id: "x", defaultConfiguration: { level: "note" } }] },
      extensions: [{ name: "More", rules: [{ id: "e", defaultConfiguration: { level: "error" } }] }],
    };
    const rule = { index: 0, toolComponent: { index: 0 } };
    expect(only({ ruleId: undefined, rule }, { tool })).toMatchObject({ rule: "lint/e", severity: "error" });
  });
});

describe("fingerprints", () => {
  test("are of the line's text: a moved line keeps its own, equal lines have their ordinals", () => {
    const ground = (text: string): MergeGround => ({
      ...GROUND,
      source: (path) => ({ path, text, bytes: text.length, bom: false }),
    });
    const result = (line: number) => ({
      ruleId: "r",
      message: { text: "x" },
      ...at("sub/ci.yml", { startLine: line }),
    });
    const before = merged({ results: [result(1), result(2)] }, ground("same\nsame\n"));
    const after = merged({ results: [result(3), result(2)] }, ground("new\nsame\n  same\n"));
    const prints = (one: typeof before) => one.diagnostics.map(({ fingerprint }) => fingerprint);
    expect(prints(after)).toEqual(prints(before));
    expect(new Set(prints(before)).size).toBe(2);
  });
  test("of a scanner for secrets are not made of the secret", () => {
    const secret = (text: string) =>
      merged(
        {
          tool: { driver: { name: "gitleaks" } },
          results: [
            {
              ruleId: "aws",
              message: { text: "x" },
              ...at("sub/ci.yml", { startLine: 1, startColumn: 6, endColumn: 6 + text.length }),
            },
          ],
        },
        { ...GROUND, source: (path) => ({ path, text: `key: ${text}`, bytes: 1, bom: false }) },
      ).diagnostics[0]?.fingerprint;
    expect(secret("AKIAone")).toBe(secret("AKIAanother"));
  });
});

describe("a secret that another tool met", () => {
  const [one = "", other = ""] = [3, 4].map((seed) => plantedSecrets(1, seed)[0]?.value);
  const quoting = (secret: string) =>
    merged(
      {
        tool: {
          driver: { name: "Lint", rules: [{ id: "r", fullDescription: { text: `Such as ${secret} here.` } }] },
        },
        results: [{ ruleId: "r", message: { text: `Wrong: ${secret}` }, ...at("sub/ci.yml", { startLine: 1 }) }],
      },
      { ...GROUND, source: (path) => ({ path, text: `token: ${secret}\n`, bytes: 1, bom: false }) },
    );
  test("is in nothing that is told of it", () => {
    const { diagnostics, rules } = quoting(one);
    expect(diagnostics[0]?.message).toMatch(/^Wrong: .{4}\*+$/);
    expect(JSON.stringify({ diagnostics, rules })).not.toContain(one.slice(4));
  });
  test("is no part of a fingerprint, whatever the tool is called", () => {
    expect(quoting(one).diagnostics[0]?.fingerprint).toBe(quoting(other).diagnostics[0]?.fingerprint);
  });
});

describe("a file that is no SARIF 2.1.0 is refused with the place", () => {
  test.each([
    ["", "it is no JSON"],
    ["[]", "it is not an object"],
    ["{}", "/version is missing"],
    ['{"version":"2.0.0","runs":[]}', "/version is not 2.1.0"],
    ['{"version":"2.1.0"}', "/runs is missing"],
    ['{"version":"2.1.0","runs":[{}]}', "/runs/0/tool is missing"],
    ['{"version":"2.1.0","runs":[{"tool":{"driver":{"name":1}}}]}', "/runs/0/tool/driver/name is not a text"],
    [
      '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{"message":{},"level":"fatal"}]}]}',
      "/runs/0/results/0/level is not one of none, note, warning, error",
    ],
    [`{"version":"2.1.0","runs":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "/runs/0 is not an object"],
  ])("%.60s", (text, reason) => {
    expect(readSarif(text)).toEqual({ ok: false, reason });
  });
  test("members of JavaScript's own change nothing", () => {
    const text =
      '{"version":"2.1.0","__proto__":{"polluted":1},"runs":[{"tool":{"driver":{"name":"x"}},"__proto__":{"results":[]}}]}';
    expect(readSarif(text)).toMatchObject({ ok: true });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

test.each([
  ["Clang++", "clang++/null-dereference", "clang++/null-dereference"],
  ["a+b.c", "a+b.c/x", "a+b.c/x"],
  ["a+b.c", "aab-c/x", "a+b.c/aab-c/x"],
  ["a+", undefined, "a+/unnamed"],
])("a tool called %s is a name and no pattern: %s", (name, ruleId, rule) => {
  const { diagnostics } = merged({
    tool: { driver: { name } },
    results: [{ message: { text: "Wrong." }, ...(ruleId !== undefined && { ruleId }) }],
  });
  expect(diagnostics.map((one) => one.rule)).toEqual([rule]);
});
