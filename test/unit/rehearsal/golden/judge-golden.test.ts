import { expect, test } from "vitest";
import { judgeGolden, type RanGolden } from "../../../../src/rehearsal/golden/judge-golden.ts";
import type { ReferenceFacts } from "../../../../src/rehearsal/golden/reference.ts";
import { takeReference } from "../../../../src/rehearsal/golden/take-reference.ts";
import { goldenRun, goldenSet, smallSet } from "../../../support/golden.ts";

const BY_CLIENT = "    scenario: ../scenarios/a.yaml\n";
const ALL =
  "{ type: equals, of: answer }, { type: golden, file: notes.md }, { type: 'trajectory:tool-sequence' }, { type: files-changed }";
const called = (name: string) => ({ name, arguments: {} });
const LIKE = {
  answers: ["one\ntwo"],
  calls: [called("Read"), called("Write")],
  changes: [{ path: "docs/[a]*.md", how: "added" }],
  after: (path: string) => (path === "notes.md" ? "noted" : undefined),
} as const;
const FACTS: ReferenceFacts = {
  answer: "one\ntwo",
  files: { "notes.md": "noted" },
  tools: ["Read", "Write"],
  changed: ["docs/[a]*.md"],
};

const judged = async (ran: readonly Partial<RanGolden>[], comparators = ALL, facts = FACTS, runs = 5) => {
  const set = goldenSet(smallSet(comparators, BY_CLIENT, "margin: 0.5\n"));
  const [golden] = set.cases;
  if (!golden) throw new Error("no case");
  return judgeGolden(
    set,
    ran.map((one) => ({ golden, runs: [], ...one })),
    {
      digest: "sha256:0",
      allowed: set,
      referenceOf: () => ({ ok: true, reference: { version: 1, runs, met: runs, facts } }),
    },
  );
};
const times = (count: number, facts = {}, more = {}) =>
  Array.from({ length: count }, () => goldenRun({ ...LIKE, ...facts }, more));

test("runs that are like the reference in all that is compared are not worse", async () => {
  const { result, counted, met, cases } = await judged([{ runs: times(5) }]);
  expect([result, counted, met, cases[0]?.differences]).toEqual(["not-worse", 5, 5, []]);
});

test.each([
  [
    { answers: ["one\nthree"] },
    "the model's last answer is what the reference has",
    ["@@ line 2 @@", "-two", "+three"],
  ],
  [{ after: () => "other" }, '"notes.md" is what the reference has', ["@@ line 1 @@", "-noted", "+other"]],
  [{ calls: [called("Write")] }, "the model calls Read, then Write, and nothing else (it calls Write)", []],
  [
    { changes: [{ path: "docs/a.md", how: "added" }] },
    expect.stringContaining("only files change that match docs/"),
    [],
  ],
])("what differs is said: %#", async (facts, message, detail) => {
  const { result, cases } = await judged([{ runs: times(5, facts) }]);
  const told = typeof message === "string" ? `Does not hold: ${message}.` : message;
  expect([result, cases[0]?.differing, cases[0]?.differences]).toEqual([
    "undecided",
    5,
    [{ message: told, runs: 5, detail }],
  ]);
});

test("no call where the reference has none", async () => {
  const facts = { ...FACTS, tools: [] };
  const { cases } = await judged([{ runs: times(1) }], ALL, facts);
  expect(cases[0]?.differences).toMatchObject([{ message: expect.stringContaining("at most 0") }]);
});

test("what a comparator says by itself is not taken from the reference", async () => {
  const own = "{ type: contains, of: answer, value: two }, { type: not-contains, of: answer, value: sorry }";
  const { cases } = await judged([{ runs: [...times(4), ...times(1, { answers: ["sorry"] })] }], own, {});
  expect(cases[0]).toMatchObject({ counted: 5, met: 4, differing: 1 });
});

test("a run that went wrong is not like the reference, whatever it printed", async () => {
  const broken = ["It asked for example.com, and was refused."];
  const { cases } = await judged([{ runs: times(5, {}, { broken }) }]);
  expect([cases[0]?.met, cases[0]?.differences]).toEqual([0, [{ message: broken[0], runs: 5, detail: [] }]]);
});

test("runs that say nothing new do not count", async () => {
  const { cases, result } = await judged([{ runs: [...times(1), ...times(4, {}, { counts: false })] }]);
  expect([result, cases[0]?.counted, cases[0]?.runs]).toEqual(["undecided", 1, 5]);
});

test.each([
  [{ notRun: "There is no `claude` on PATH." }, "There is no `claude` on PATH."],
  [
    { runs: times(5, {}, { counts: false }) },
    "none of its runs counts: its recordings are stale, cut off, or of a cache",
  ],
  [{ runs: [] }, "it did not run"],
])("a case that says nothing is no pass, however good the others are: %#", async (silent, missing) => {
  const { result, cases } = await judged([{ runs: times(5) }, { runs: times(5) }, silent]);
  expect([result, cases[2]?.missing]).toEqual(["undecided", missing]);
});

test("one that is to run after the merge holds up nobody before it", async () => {
  const { result } = await judged([{ runs: times(5) }, { notRun: "after the merge", later: true }]);
  expect(result).toBe("not-worse");
});

test("a reference of another version, one that is none, and none at all say nothing", async () => {
  const set = goldenSet(smallSet("{ type: equals }").replace("greet:", "greet:\n    version: 2"));
  const ran = set.cases.map((golden) => ({ golden, runs: times(5) }));
  const missing = async (reference: Parameters<typeof judgeGolden>[2]["referenceOf"]) => {
    const { cases } = await judgeGolden(set, ran, { digest: "", allowed: set, referenceOf: reference });
    return cases[0]?.missing;
  };
  expect([
    await missing(() => ({ ok: true, reference: { version: 1, runs: 5, met: 5, facts: {} } })),
    await missing(() => ({ ok: false, reason: "it is no JSON" })),
    await missing(() => undefined),
    await missing(() => ({ ok: true, reference: { version: 2, runs: 0, met: 0, facts: { output: "" } } })),
  ]).toEqual([
    "its reference is of version 1, and the case of 2: `agent-ci golden record` writes it anew",
    "its reference cannot be read: it is no JSON",
    "it has no reference yet: `agent-ci golden record` writes it",
    "no run counted when its reference was recorded: record it anew",
  ]);
});

const taken = async (runs: RanGolden["runs"], comparators = ALL) => {
  const [golden] = goldenSet(smallSet(comparators, BY_CLIENT)).cases;
  if (!golden) throw new Error("no case");
  return takeReference({ golden, runs });
};

test("a reference is the run that most others are like, and says how many are", async () => {
  const runs = [...times(1, { answers: ["odd"] }), ...times(3), ...times(1, { answers: ["other"] })];
  expect(await taken(runs)).toEqual({ ok: true, reference: { version: 1, runs: 5, met: 3, facts: FACTS } });
});

test.each([
  [times(2, {}, { broken: ["It ended with exit code 1."] }), ALL, "It ended with exit code 1."],
  [times(2, { after: () => undefined }), ALL, "the run leaves no such file as it compares"],
  [times(2, {}, { counts: false }), ALL, "none of its runs counts: its recordings are stale, cut off, or of a cache"],
  [
    times(2),
    "{ type: contains, of: answer, value: three }",
    `none of its runs is what its comparators ask for: Does not hold: the model's last answer contains "three" (it is "one two").`,
  ],
  [
    times(1, { answers: ["x".repeat(70_000)] }),
    "{ type: equals, of: answer }",
    "its reference would be larger than 65536 characters: compare a part of it",
  ],
  [[], ALL, "it did not run"],
])("what cannot be a reference is not written: %#", async (runs, comparators, reason) => {
  expect(await taken(runs, comparators)).toEqual({ ok: false, reason });
});
