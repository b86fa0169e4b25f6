import { describe, expect, test } from "vitest";
import { rules } from "../../../src/rules/index.ts";
import { proposals } from "../../../src/context/compress.ts";
import { compilePatterns } from "../../../src/conditions/glob.ts";
import { compileExpression, openExpressions } from "../../../src/conditions/cel.ts";
import { linearRegExp } from "../../../src/conditions/linear-pattern.ts";
import { openComparisons } from "../../../src/host/files/ignore-rules.ts";
import { linksWhere } from "../../../src/inventory/links/link-target.ts";
import { compileSchema } from "../../../src/schemas/compile-schema.ts";
import { inPlace } from "../../../src/workspace/policy-in-place.ts";
import type { Policy } from "../../../src/workspace/policy.ts";
import { takeInventory } from "../../../src/inventory/take-inventory.ts";
import { memoryFiles } from "../../support/memory-files.ts";
import { examineTexts } from "../../support/examine-texts.ts";

/** What took minutes, letter and number by the table of attacks: the runner's watchdog ends what does so again. */
const N = 200_000;
const AGENT = (field: string): string => `---\nname: a\ndescription: A.\n${field}\n---\nA.\n`;
const found = async (files: Readonly<Record<string, string>>, ids: readonly string[]): Promise<readonly string[]> => {
  const asked = rules.filter(({ id }) => ids.includes(id));
  const severe = Object.fromEntries(ids.map((id) => [id, "error"] as const));
  return (await examineTexts(files, asked, { rules: severe })).map(({ rule, path, line }) => `${rule} ${path}:${line}`);
};

describe("rules look at texts of 200 KB", () => {
  const tabs = "\t".repeat(N / 4);
  test.each([
    ["C1: lines of a path and tabs", `${"\n".repeat(1000)}path=${tabs}path=${tabs}"p`],
    ["C2: a path with spaces behind it", `path = a${" ".repeat(N)}"b`],
  ])(".gitmodules, %s", async (_attack, text) => {
    const files = { "AGENTS.md": "[x](gone.md)\n", ".gitmodules": text };
    expect(await found(files, ["link/missing"])).toEqual(["link/missing AGENTS.md:1"]);
  });

  test("C3: destinations that overlap are not asked for one by one", async () => {
    const { artifacts } = await takeInventory(
      memoryFiles({ "AGENTS.md": "](".repeat(N / 2) }),
      { ignored: () => false },
      { outline: true },
    );
    const asked: number[] = [];
    for (const artifact of artifacts)
      if ("outline" in artifact) Array.from(linksWhere(artifact, ({ path }) => asked.push(path.length) < 0));
    expect(asked).toEqual([]);
    const files = { "AGENTS.md": `[x](gone.md)\n\n${"](".repeat(N / 2)}\n` };
    expect(await found(files, ["link/missing"])).toEqual(["link/missing AGENTS.md:1"]);
  });

  const SAID = ["secrets", "tests", "dates"]
    .map((what) => `Keep ${what} of the project where they are now.\n`)
    .join("");
  const spread = (text: string): string => text.repeat(N / text.length);
  const skill = (text: string) => ({ "skills/git/SKILL.md": `---\nname: git\ndescription: Commits.\n---\n${text}` });
  const react = { "package.json": '{ "dependencies": { "react": "19.0.0" } }' };
  const other = { "package.json": '{ "scripts": { "check": "oxlint" } }', "src/api.ts": "" };
  test.each([
    ["security/hidden-in-reference", { "CLAUDE.md": "@docs/a.md\n", "docs/a.md": spread(" \u202Anot") }],
    ["instructions/stale-version", { "AGENTS.md": spread("React 17 "), ...react }],
    ["instructions/dead-path", { "AGENTS.md": spread("`src/pay.ts` "), ...other }],
    ["instructions/dead-command", { "AGENTS.md": spread("`npm run lint` "), ...other }],
    ["markdown/placeholder", { "AGENTS.md": spread("`a` TODO ") }],
    ["markdown/conflict-marker", { "AGENTS.md": spread("```\n```\n<<<<<<< a\n") }],
    ["instructions/repeated", { "CLAUDE.md": spread(`${SAID}# Again\n\n`) }],
    ["context/import-missing", { "CLAUDE.md": spread('@"docs/a.md" `x`\n\n'), "docs/a.md": "A.\n" }],
  ])("C17: %s asks once about a line, and does not go through all code for each place", async (rule, files) => {
    const all = await found(files, [rule]);
    expect(all.length).toBeGreaterThan(1000);
  });

  test.each([
    ["mentions in one line", spread("`references/form.md` ")],
    [
      "scripts, each of another name",
      `\`\`\`sh\n${Array.from({ length: N / 30 }, (_, at) => `python scripts/a${at}.py\n`).join("")}\`\`\`\n`,
    ],
  ])("C17: a skill with thousands of %s is read once, not once for each", async (_what, text) => {
    const files = { ...skill(text), "skills/git/scripts/x.py": "" };
    expect((await found(files, ["skill/bundled-file"])).length).toBe(_what.startsWith("scripts") ? 1001 : 0);
  });

  test.each([
    ["C6: open brackets", `# ${"[".repeat(N)}`],
    ["C6: tabs", `# a${"\t".repeat(N)}x`],
    ["C6: underlines that only carriage returns part", `${"a".repeat(N / 2)}${"\r=".repeat(N / 4)}`],
    ["C6: links that stay open", `# ${"[a](".repeat(N / 4)}`],
    ["C7: tags that stay open", "<a".repeat(N / 2)],
    ["C7: tags with space", "<a ".repeat(N / 3)],
    ["C7: ids that name nothing", `<a ${" id".repeat(N / 3)}`],
  ])("a heading or a tag, %s", async (_attack, text) => {
    const files = { "AGENTS.md": `[x](#foo)\n[x](#there)\n\n<a id="there"></a>\n\n${text}\n` };
    expect(await found(files, ["link/anchor"])).toEqual(["link/anchor AGENTS.md:1"]);
  });

  test("C8: a model of brackets, and its sibling: a tool of them", async () => {
    const files = { ".claude/agents/a.md": AGENT(`model: "${"[".repeat(N)}"\ntools: ["${"(".repeat(N)}"]`) };
    expect(await found(files, ["agent/model", "agent/unknown-tool"])).toEqual([
      "agent/model .claude/agents/a.md:4",
      "agent/unknown-tool .claude/agents/a.md:5",
    ]);
  });

  test.each([
    ["C9: lines that only carriage returns part", "a\r".repeat(N / 2), ["instructions/dead-command AGENTS.md:1"]],
    ["C9: calls, behind which any target may come", `$${"(%".repeat(N / 2)}`, []],
  ])("a Makefile, %s", async (_attack, text, reported) => {
    const files = { "AGENTS.md": "Run `make foo`, then `make bar`.\n", Makefile: `bar: foo.c\n\ttrue\n${text}\n` };
    expect(await found(files, ["instructions/dead-command"])).toEqual(reported);
  });

  test("C11: spaces at the end", async () => {
    const files = { "AGENTS.md": `# A${" ".repeat(N)}` };
    expect(await found(files, ["format/final-newline"])).toEqual(["format/final-newline AGENTS.md:1"]);
  });
});

test("C12: compress takes a line with tabs in it as it is", () => {
  const text = `a\nb${"\t".repeat(N)}x\nc \t \n`;
  const spaces = proposals({ path: "AGENTS.md", text, start: 0 }, [], () => undefined);
  expect(spaces.map(({ text: left, kind }) => [left, kind])).toEqual([["c", "spaces"]]);
});

describe("patterns pay by text and states", () => {
  const HOSTILE = `${"((a|b)?){1,100}".repeat(8)}[^a]`;
  const box = { types: { Box: { name: "string" } }, variables: { box: "Box" } };

  test("C4: one that grows when its repetitions are written out is refused before that is done", () => {
    const condition = compileExpression(`box.name.matches("${HOSTILE}")`, box);
    expect(condition.ok && condition.holds({ box: { name: "a" } })).toMatchObject({
      ok: false,
      reason: expect.stringContaining("more than 2000 states"),
    });
  });

  test.each([
    ["in groups", "(a{10}){10}", 100],
    ["of a literal", String.raw`\Q()\E{100}`, 100],
    ["of a class with a bracket in it", `(${"a".repeat(50)}[[:alpha:])]){10}`, 500],
    ["of a code point", String.raw`\x{41}{300}`, 300],
  ])("repetitions are counted %s", (_where, source, least) => {
    const small = linearRegExp("a").costs(1);
    expect(linearRegExp(source).costs(1)).toBeGreaterThan((least / 20) * small);
  });

  test.each([
    ["in groups", `(${"a".repeat(100)}){21}`],
    ["behind a literal bracket", String.raw`(${"a".repeat(100)}\Q)\E){21}`],
    ["behind a class with a bracket in it", `(${"a".repeat(100)}[[:alpha:])]){21}`],
  ])("2,000 states are too many %s", (_where, source) => {
    expect(() => linearRegExp(source)).toThrow("more than 2000 states");
  });

  test("C4: a pattern of many states uses up the steps of an expression sooner", () => {
    const cost = (source: string): number => linearRegExp(source).costs(1000);
    expect(cost("(?:ab?){1,100}c")).toBeGreaterThan(20 * cost("abc"));
    const condition = compileExpression('box.name.matches("(?:a?b?){1,300}c")', box);
    expect(condition.ok && condition.holds({ box: { name: "a".repeat(N) } })).toMatchObject({
      ok: false,
      reason: "it takes more than 2,000,000 steps",
    });
  });

  test("C5: so does one of a schema, over all values of a run", () => {
    const root = "agent-ci:/a";
    const judge = compileSchema({
      root,
      dialect: "2020-12",
      documents: new Map([[root, { $id: root, pattern: "(?:a?b?){1,300}c" }]]),
    });
    expect(judge("a".repeat(N))).toEqual([{ pointer: "", message: "takes more steps to check than a schema may" }]);
  });

  test("C15: conditions share the steps of a run", () => {
    const condition = compileExpression('box.name.matches("(?:a?b?){1,300}c")', box);
    if (!condition.ok) throw new Error(condition.message);
    const run = openExpressions();
    const values = { box: { name: "a".repeat(N) } };
    const reasons = Array.from({ length: 100 }, () => condition.holds(values, run));
    expect(reasons.at(-1)).toMatchObject({ reason: expect.stringContaining("10,000,000 steps together") });
  });
});

describe("lists of patterns pay by comparisons", () => {
  test("C10: each path is compared once with the globs of overrides, however many rules ask", () => {
    const globs = Array.from({ length: 100 }, (_, index) => `skills/${index}/**/*${"a".repeat(30)}`);
    const overrides = Array.from({ length: 300 }, () => ({ paths: globs, rules: { "link/missing": "off" } as const }));
    const settings = { ignore: [], kinds: {}, clients: [], rules: {}, overrides };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of a policy as is bound to its place
    const policy = inPlace({ settings, folder: "" } as unknown as Policy, { prefix: "", top: "/" });
    const ask = (paths: number): void => {
      for (let path = 0; path < paths; path += 1)
        for (const { applies } of policy.rules.overrides) applies(`docs/${path}.md`);
    };
    for (let rule = 0; rule < 80; rule += 1) ask(60);
    expect(() => ask(100_000)).toThrow("globs are too many for so many files");
  });

  test("C14: names in .gitignore cost nothing, and patterns end a listing that takes too long", () => {
    let steps = 0;
    const names = Array.from({ length: 50_000 }, (_, index) => `n${index}\n!m${index}/`).join("\n");
    const match = compilePatterns(names.split("\n"), (more) => void (steps += more));
    expect([match("n7", false), match("x/m7", true), match("m7", false), match("x", false)]).toEqual([
      "ignored",
      "included",
      undefined,
      undefined,
    ]);
    expect(steps).toBe(0);
    const slow = compilePatterns(
      Array.from({ length: 25_000 }, () => "*a*b"),
      openComparisons().spend,
    );
    expect(() => {
      for (let file = 0; file < 20_000; file += 1) slow(`${"a".repeat(100)}${file}`, false);
    }).toThrow("too many for so many files");
  });
});

test("C13: a schema has at most 5,000 subschemas", () => {
  const properties = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`p${index}`, { type: "string" }]),
  );
  const root = "agent-ci:/a";
  const documents = new Map([[root, { $id: root, properties }]]);
  expect(() => compileSchema({ root, dialect: "2020-12", documents })).toThrow("more than 5,000 subschemas");
});
