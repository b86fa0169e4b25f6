import { describe, expect, test } from "vitest";
import { billedFiles } from "../../../../src/rehearsal/bill/billed-files.ts";
import { billSection } from "../../../../src/rehearsal/bill/bill-section.ts";
import { contextBill, type Count } from "../../../../src/rehearsal/bill/context-bill.ts";
import { loadedFiles } from "../../../../src/rehearsal/bill/loaded-files.ts";
import { type BilledFile, traceFiles } from "../../../../src/rehearsal/bill/trace-file.ts";
import type { ModelRequest } from "../../../../src/rehearsal/wire/request.ts";
import { viewsOf } from "../../../../src/report/sections.ts";
import { openCounter } from "../../../../src/tokens/counter.ts";
import { exchangesOf, requestWith } from "../../../support/exchanges.ts";
import { inventoryOf } from "../../../support/inventory-of.ts";

const RULES = "# House rules\n\nNever push to main.\nWrite a test for every change.\n";
const SKILL =
  "---\nname: deploy\ndescription: Deploys the shop to staging.\n---\nRun the script of the folder first.\n";
const rules: BilledFile = { path: "CLAUDE.md", text: RULES };
const skill: BilledFile = {
  path: ".claude/skills/deploy/SKILL.md",
  text: SKILL,
  listed: { name: "deploy", description: "Deploys the shop to staging." },
};
const servers: BilledFile = { path: ".mcp.json", text: "{}", servers: ["git"] };
const files = [rules, skill, servers];

/** A word is a token: what anybody can count by hand. */
const words: Count = async (texts) => texts.map((text) => text.split(/\s+/).filter(Boolean).length);
const NO_CACHE = { get: () => undefined, set: () => undefined };
const who = { agent: "claude-code", version: "2.1.332" };

const listing =
  "The following skills are available:\n\n- deploy: Deploys the shop to staging.\n- other: Does something.";
const first = requestWith({
  system: ["You are an agent.", `Contents of /w/CLAUDE.md:\n\n${RULES}\nThe end of it.`],
  skills: [listing],
  tools: [
    { name: "Read", text: '{"name":"Read","description":"Reads a file."}' },
    { name: "mcp__git__log", text: '{"name":"mcp__git__log"}' },
  ],
});
const second = requestWith({
  ...first,
  items: [{ role: "tool", is: "result", text: "Run the script of the folder first." }],
});

const traced = (path: string, request = first) => traceFiles(request, files).get(path);

describe("what of a request comes from a file", () => {
  test("the lines of instructions, and not what the client writes around them", () => {
    expect(traced("CLAUDE.md")).toEqual([{ part: "instructions", text: RULES }]);
  });
  test("the line of a listing, and the body once it was read", () => {
    const listed = { part: "skills", text: "- deploy: Deploys the shop to staging.\n" };
    expect(traced(skill.path)).toEqual([listed]);
    expect(traced(skill.path, second)).toEqual([
      listed,
      { part: "conversation", text: "Run the script of the folder first.\n" },
    ]);
  });
  test("the tools of the servers that it configures", () => {
    expect(traced(".mcp.json")).toEqual([{ part: "tools", text: '{"name":"mcp__git__log"}' }]);
  });
  test("a listing in tags, with the name and the place beside the description", () => {
    const tags =
      "<skill>\n<name>deploy</name>\n<description>Deploys the shop to staging.</description>\n<location>/w/.claude/skills/deploy/SKILL.md</location>\n</skill>";
    const [trace] = traced(skill.path, requestWith({ skills: [tags] })) ?? [];
    expect(trace?.text.split("\n").filter(Boolean)).toHaveLength(3);
  });
  test("a subagent in the description of a tool", () => {
    const agent = {
      path: ".claude/agents/a.md",
      text: "",
      listed: { name: "a", description: "Reviews every change." },
    };
    const tool = {
      name: "Task",
      text: JSON.stringify({ name: "Task", description: "Agents:\n- a: Reviews every change." }),
    };
    expect(traceFiles(requestWith({ tools: [tool] }), [agent]).get(agent.path)).toEqual([
      { part: "tools", text: "- a: Reviews every change.\n" },
    ]);
  });
  test("a line of two files belongs to the one that has more around it", () => {
    const other: BilledFile = { path: "AGENTS.md", text: "Never push to main.\n" };
    const traces = traceFiles(first, [other, rules]);
    expect([traces.get("AGENTS.md"), traces.get("CLAUDE.md")?.length]).toEqual([[], 1]);
  });
  test("short lines alone are no trace", () => {
    expect(
      traceFiles(requestWith({ system: ["yes\nno\n"] }), [{ path: "a.md", text: "yes\nno\n" }]).get("a.md"),
    ).toEqual([]);
  });
});

test("the bill of a run: what every request costs, and which file adds what", async () => {
  const side = requestWith({ tools: [], system: ["Write a title."] });
  expect(await contextBill(exchangesOf(side, first, second), files, words, who)).toEqual({
    ...who,
    requests: 2,
    // The client's own 4; the rules with a line before and one behind; 5 + 7 + 4 of the listing; 3 + 1 of the tools.
    total: 4 + (3 + 13 + 4) + (5 + 7 + 4) + (3 + 1),
    files: [
      { path: "CLAUDE.md", loaded: "every", every: 13, most: 13 },
      { path: skill.path, loaded: "every", every: 7, most: 14 },
      { path: ".mcp.json", loaded: "every", every: 1, most: 1 },
    ],
  });
});

test("whether a configuration is loaded at all", () => {
  const bare = requestWith({ system: ["You are an agent."] });
  const loaded = (...requests: readonly ModelRequest[]) =>
    loadedFiles(exchangesOf(...requests), [rules, skill]).map((one) => `${one.loaded} ${one.requests}`);
  expect(loaded(first, second)).toEqual(["every 2", "every 2"]);
  expect(loaded(bare, first)).toEqual(["some 1", "some 1"]);
  expect(loaded(bare)).toEqual(["never 0", "never 0"]);
  expect(loaded()).toEqual(["never 0", "never 0"]);
});

test("tokens are exact in their encoding", async () => {
  const counter = openCounter("o200k_base", NO_CACHE);
  const { files: lines } = await contextBill(exchangesOf(first), [rules], counter.count, who);
  expect(lines[0]?.every).toBe((await counter.count([RULES]))[0]);
});

describe("the section", () => {
  const bill = (every: number, total: number, path = "CLAUDE.md") => ({
    ...who,
    requests: 2,
    total,
    files: [{ path, loaded: "every" as const, every, most: every }],
  });
  test("base against head, with files that are gone", () => {
    const section = billSection("o200k_base", [bill(1500, 21_000)], [bill(1000, 20_500, "OLD.md")]);
    const [view] = viewsOf({ sections: [section] });
    expect(view).toEqual({
      title: "Context bill",
      blocks: [
        { lines: ["claude-code 2.1.332 sends 21,000 tokens (o200k_base) with every request, +500 against the base."] },
        {
          columns: expect.any(Array),
          rows: [
            ["CLAUDE.md", "1,500", "+1,500", "1,500", "yes"],
            ["OLD.md", "0", "−1,000", "0", "no"],
          ],
        },
      ],
    });
  });
  test("without a base nothing is compared; another version is none", () => {
    const base = [{ ...bill(1, 1), version: "1.0.0" }];
    const [view] = viewsOf({ sections: [billSection("o200k_base", [bill(5, 9)], base)] });
    expect(JSON.stringify(view)).not.toContain("against the base");
  });
  test("an agent that asked nothing has no bill", () => {
    const [view] = viewsOf({ sections: [billSection("o200k_base", [{ ...who, requests: 0, total: 0, files: [] }])] });
    expect(view?.blocks).toEqual([
      { lines: ["claude-code 2.1.332 asked no model: nothing is known of what it loads."] },
    ]);
  });
});

test("the files of a configuration, with what listings say of them and their servers", async () => {
  const { artifacts } = await inventoryOf({
    [skill.path]: SKILL,
    "CLAUDE.md": RULES,
    ".mcp.json": JSON.stringify({ mcpServers: { git: { command: "git-mcp" } } }),
  });
  expect(billedFiles(artifacts).map(({ path, listed, servers: all }) => [path, listed?.name, all])).toEqual([
    [".claude/skills/deploy/SKILL.md", "deploy", undefined],
    [".mcp.json", undefined, ["git"]],
    ["CLAUDE.md", undefined, undefined],
  ]);
});

describe("a bill has its end, whatever an agent sends", () => {
  const counting = () => {
    const texts: string[] = [];
    const count: Count = async (all) => {
      texts.push(...all);
      return words(all);
    };
    return { texts, count };
  };
  test("a text that stands in every request is counted once", async () => {
    const { texts, count } = counting();
    const bill = await contextBill(exchangesOf(...Array.from({ length: 50 }, () => first)), files, count, who);
    expect(bill.requests).toBe(50);
    expect(new Set(texts).size).toBe(texts.length);
  });
  test("of a flood of texts there is room for four million characters, and of requests for two hundred", async () => {
    const flood = (length: number, size: number) =>
      exchangesOf(...Array.from({ length }, (_, at) => requestWith({ system: [`${at} ${"x".repeat(size)}`] })));
    const { texts, count } = counting();
    const { requests } = await contextBill(flood(1_000, 99_900), files, count, who);
    expect(requests).toBeGreaterThan(30);
    expect(texts.join("").length).toBeLessThan(4_100_000);
    expect((await contextBill(flood(1_000, 10), files, words, who)).requests).toBe(200);
    expect((await contextBill(flood(3, 5_000_000), files, words, who)).requests).toBe(1);
  });
});
