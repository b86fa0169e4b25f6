import { expect, test } from "vitest";
import type { Rehearsed } from "../../../../src/rehearsal/case-result.ts";
import type { Exchange } from "../../../../src/rehearsal/exchange.ts";
import * as rules from "../../../../src/rehearsal/rules.ts";
import { sumRun } from "../../../../src/rehearsal/sum-run.ts";
import { transcribe } from "../../../../src/rehearsal/transcript/transcribe.ts";
import { transcriptOf } from "../../../../src/rehearsal/transcript/transcript.ts";
import type { RequestItem } from "../../../../src/rehearsal/wire/request.ts";
import { exchangesOf, requestWith } from "../../../support/exchanges.ts";
import { scenarioIn } from "../../../support/scenario-file.ts";

const asked: RequestItem = { role: "user", is: "text", text: "Review it." };
const called: RequestItem = { role: "assistant", is: "call", name: "Skill", text: '{"skill":"review"}' };
const returned: RequestItem = { role: "tool", is: "result", text: "1. Read it whole." };

const rehearsed = (exchanges: readonly Exchange[], more: Partial<Rehearsed["result"]> = {}): Rehearsed => ({
  scenario: scenarioIn("prompt: Review it.\ncommand: [agent]\nturns: [{ text: pong }]\n"),
  findings: [],
  rehearsals: [
    {
      repeat: 0,
      ran: {
        isolation: "namespaces",
        ended: { kind: "exit", code: 0 },
        stdout: { text: "Done.\n", bytes: 6, cut: false },
        stderr: { text: "", bytes: 0, cut: false },
        durationMs: 12.4,
        memoryBytes: 0,
        processes: 1,
        left: [],
        attempts: [],
      },
      exchanges,
      tally: sumRun(exchanges),
      changes: [{ path: "notes.md", how: "added" }],
      before: () => undefined,
      after: () => undefined,
      recorded: [],
    },
  ],
  result: {
    id: "scenarios/a",
    path: "scenarios/a.yaml",
    name: "a",
    kind: "agent",
    tags: [],
    result: "pass",
    runs: [],
    evidence: { recordings: 0, replays: 0, stale: 0, counted: 0, passed: 0, low: 0, high: 1 },
    ...more,
  },
});

const requestsIn = (cases: readonly Rehearsed[], keepTexts = false) =>
  transcribe(cases, { keepTexts }).cases.flatMap(({ runs }) => runs.flatMap(({ requests }) => requests));

test("a conversation is told once: a later request has what is new in it", () => {
  const [first, second] = requestsIn([
    rehearsed(exchangesOf(requestWith({ items: [asked] }), requestWith({ items: [asked, called, returned] }))),
  ]);
  expect(first).toMatchObject({ number: 1, earlier: 0, said: [{ by: "user", text: "Review it." }] });
  expect(second).toMatchObject({ number: 2, earlier: 2, said: [{ by: "result", text: "1. Read it whole." }] });
});

test("a conversation that is another one from its first word is told whole", () => {
  const other: RequestItem = { ...asked, text: "A title for it." };
  const [, second] = requestsIn([
    rehearsed(exchangesOf(requestWith({ items: [asked] }), requestWith({ items: [other, called, returned] }))),
  ]);
  expect(second).toMatchObject({
    earlier: 0,
    said: [
      { by: "user", text: "A title for it." },
      { by: "call", name: "Skill", text: '{\n  "skill": "review"\n}' },
      { by: "result" },
    ],
  });
});

test("of system prompts their length is told, and the texts where somebody asks for them", () => {
  const exchanges = exchangesOf(requestWith({ items: [asked], system: ["Be good."], skills: ["- review"] }));
  expect(requestsIn([rehearsed(exchanges)])).toMatchObject([{ system: 8, skills: 8, texts: [], tools: ["Read"] }]);
  expect(requestsIn([rehearsed(exchanges)], true)).toMatchObject([{ texts: ["Be good.", "- review"] }]);
});

test("of a long text its beginning and its end are left, and no secret", () => {
  const secret = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
  const text = `${"b".repeat(7_980)}\n${secret}\n${"c".repeat(20_000)}\n${secret}`;
  const [one] = requestsIn([rehearsed(exchangesOf(requestWith({ items: [{ ...asked, text }] })))]);
  const said = one?.said[0]?.text ?? "";
  expect(said).toContain("[… 16,063 characters are left out …]");
  expect(said.endsWith(`\nghp_${"*".repeat(36)}`)).toBe(true);
  expect(said).not.toContain("a1B2");
});

test("errors come before warnings, and what is switched off is not told", () => {
  const one = rehearsed([]);
  const findings: Rehearsed["findings"] = [
    { rule: rules.rehearsalStale, message: "old", severity: "warning" },
    { rule: rules.rehearsalUnanswered, message: "missed" },
    { rule: { ...rules.rehearsalUnanswered, severity: "off" }, message: "unheard" },
  ];
  expect(transcribe([{ ...one, findings }], { keepTexts: false }).cases[0]?.found).toEqual([
    { severity: "error", message: "missed" },
    { severity: "warning", message: "old" },
  ]);
});

test("where there is no room for all, what failed keeps its requests", () => {
  const long = (letter: string) =>
    exchangesOf(
      ...Array.from({ length: 200 }, (_, at) =>
        requestWith({ items: [{ ...asked, text: `${at}${letter.repeat(11_000)}` }] }),
      ),
    );
  const cases = [
    rehearsed(long("a"), { id: "scenarios/a" }),
    rehearsed(long("b"), { id: "scenarios/b" }),
    rehearsed(long("c"), { id: "scenarios/c", result: "fail" }),
  ];
  const { cases: told } = transcribe(cases, { keepTexts: false });
  const kept = told.map(({ runs }) => runs[0]?.requests.length ?? 0);
  expect(kept.map((count) => count === 200)).toEqual([false, false, true]);
  expect(kept.slice(0, 2).map((count) => count > 0)).toEqual([true, false]);
  expect(told.map(({ runs }, at) => (runs[0]?.more ?? 0) + (kept[at] ?? 0))).toEqual([200, 200, 200]);
  expect(JSON.stringify(told).length).toBeLessThan(4_100_000);
});

test("what many runs print has its end as well", () => {
  const cases = Array.from({ length: 500 }, (_, at) => {
    const one = rehearsed([], { id: `scenarios/${at}` });
    const stdout = { text: "x".repeat(11_000), bytes: 11_000, cut: false };
    return { ...one, rehearsals: one.rehearsals.map((run) => ({ ...run, ran: { ...run.ran, stdout } })) };
  });
  expect(JSON.stringify(transcribe(cases, { keepTexts: false })).length).toBeLessThan(4_200_000);
});

test("what is told is what is read again", () => {
  const data = transcribe([rehearsed(exchangesOf(requestWith({ items: [asked] })))], { keepTexts: true });
  expect(transcriptOf(JSON.parse(JSON.stringify(data)))).toEqual(data);
});
