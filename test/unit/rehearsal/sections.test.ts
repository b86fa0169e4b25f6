import { expect, test } from "vitest";
import type { CaseResult } from "../../../src/rehearsal/case-result.ts";
import { dryRunKind, dryRunSection } from "../../../src/rehearsal/sections.ts";
import { Mismatch } from "../../../src/model/read-value.ts";

const run: CaseResult["runs"][number] = {
  repeat: 0,
  result: "pass",
  ended: "exit",
  isolation: "namespaces",
  durationMs: 800,
  memoryBytes: 1_000_000,
  requests: 2,
  tokens: { input: 100, output: 20 },
  met: 1,
  expected: 1,
  attempts: [{ host: "downloads.example.com:443", count: 3 }],
  diffs: [],
};
const evidence = { recordings: 1, replays: 5, stale: 0, counted: 1, passed: 1, low: 0.2065, high: 1 };
const one: CaseResult = {
  id: "scenarios/a",
  path: "scenarios/a.yaml",
  name: "a",
  kind: "agent",
  tags: [],
  result: "pass",
  runs: Array.from({ length: 5 }, (_, repeat) => ({ ...run, repeat })),
  evidence,
};

test("a case shows how many of its runs say anything", () => {
  const { data } = dryRunSection({ cases: [one], isolation: "namespaces", refused: [] });
  expect(dryRunKind.view(data)).toEqual({
    title: "Dry run",
    blocks: [
      expect.objectContaining({
        rows: [
          ["scenarios/a", "pass", "5 of 5", "1 recording, 5 replays: 1 of 1 passed, 21–100 %", "2", "120", "800 ms"],
        ],
      }),
      {
        lines: [
          "Shut in by: namespaces.",
          "0 requests left this machine: there was no network but loopback.",
          "15 requests for other addresses refused.",
        ],
      },
    ],
  });
});

test("where a real model was asked it is said how often, and not that nothing left this machine", () => {
  const runs = [run, { ...run, upstream: 2 }, { ...run, upstream: 0 }];
  const { data } = dryRunSection({ cases: [{ ...one, runs }], isolation: "namespaces", refused: [] });
  expect(dryRunKind.view(data).blocks[1]).toEqual({
    lines: [
      "Shut in by: namespaces.",
      "The agent had no network but loopback. A real model answered 2 requests of it.",
      "9 requests for other addresses refused.",
    ],
  });
});

test("what failed stands first, with how its text differs", () => {
  const failed: CaseResult = {
    ...one,
    id: "scenarios/b",
    result: "fail",
    runs: [{ ...run, result: "fail", diffs: [["-a", "+b"]] }],
  };
  const { data } = dryRunSection({ cases: [one, failed], isolation: "proxy-and-canary", refused: [] });
  const [table, isolation, diff] = dryRunKind.view(data).blocks;
  expect(table && "rows" in table && table.rows.map(([id]) => id)).toEqual(["scenarios/b", "scenarios/a"]);
  expect(JSON.stringify(isolation)).toContain("not proven");
  expect(diff).toEqual({ lines: ["scenarios/b:", "-a", "+b"] });
});

test("where nothing ran there is nothing to show", () => {
  expect(dryRunKind.view(dryRunSection({ cases: [], refused: [] }).data).blocks).toEqual([]);
});

test("a report of thousands of cases holds a thousand, and says how many more there are", () => {
  const { data } = dryRunSection({ cases: Array.from({ length: 1_200 }, () => one), refused: [] });
  expect(JSON.stringify(dryRunKind.view(data).blocks.slice(1))).toContain("and 200 more");
});

test.each([
  ["no data", null],
  ["a result of its own", { refused: [], more: 0, cases: [{ ...one, result: "great" }] }],
  ["a part of more than anybody may ask for", { refused: [], more: 0, cases: [one], shard: { index: 1, of: 1e9 } }],
  [
    "a text in the place of a number",
    { refused: [], more: 0, cases: [{ ...one, evidence: { ...evidence, low: "0" } }] },
  ],
])("%s is no section", (_what, data) => {
  expect(() => dryRunKind.view(data)).toThrow(Mismatch);
});

test.each([
  [{ recordings: 0, replays: 0, counted: 1 }, "written turns"],
  [{ recordings: 0, replays: 0, counted: 0 }, "none"],
  [{ recordings: 2, replays: 2, stale: 2, counted: 0 }, "2 recordings, 2 replays, 2 stale: none"],
  [{ recordings: 0, replays: 0, made: 3, counted: 0 }, "3 new recordings: none"],
  [{ made: 1 }, "1 new recording, 1 recording, 5 replays: 1 of 1 passed, 21–100 %"],
])("%j is told as %s", (given, told) => {
  const { data } = dryRunSection({ cases: [{ ...one, evidence: { ...evidence, ...given } }], refused: [] });
  expect(JSON.stringify(dryRunKind.view(data))).toContain(`"${told}"`);
});
