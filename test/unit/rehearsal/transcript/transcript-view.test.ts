import { expect, test } from "vitest";
import type { ViewFold } from "../../../../src/model/view.ts";
import { Mismatch } from "../../../../src/model/read-value.ts";
import type { TranscribedCase, TranscribedRequest } from "../../../../src/rehearsal/transcript/transcript.ts";
import { transcriptView } from "../../../../src/rehearsal/transcript/transcript-view.ts";

const request: TranscribedRequest = {
  number: 1,
  what: "POST /v1/messages",
  milliseconds: 3,
  outcome: "turn 1 of script",
  soundness: "sound",
  model: "m",
  tools: ["Read"],
  system: 100,
  skills: 0,
  texts: [],
  earlier: 0,
  said: [{ by: "user", text: "Review it." }],
  differs: [],
  answer: [{ by: "call", name: "Skill", text: "{}" }],
  usage: { input: 1_200, output: 30, cached: 0 },
};
const run: TranscribedCase["runs"][number] = {
  repeat: 0,
  result: "fail",
  durationMs: 230,
  requests: [request],
  more: 0,
  stdout: "Done.\n",
  stderr: "",
  diffs: [],
  changes: [],
};
const failed: TranscribedCase = {
  id: "scenarios/a",
  result: "fail",
  found: [
    { severity: "error", message: "Does not hold." },
    { severity: "warning", message: "Old." },
  ],
  runs: [run],
};
const passed: TranscribedCase = {
  id: "scenarios/b",
  result: "pass",
  found: [],
  runs: [{ ...run, result: "pass" }],
};

const foldsOf = (...cases: readonly TranscribedCase[]): readonly ViewFold[] =>
  transcriptView({ cases, more: 0 }).blocks.flatMap((block) => ("folds" in block ? block.folds : []));
/** Titles of the folds that are open, those within after those around. */
const openIn = (folds: readonly ViewFold[]): readonly string[] =>
  folds.flatMap((one) => (one.open ? [one.title, ...openIn(one.folds)] : []));

test("what failed stands first and is open, with what went wrong first at its top", () => {
  const [first, second] = foldsOf(passed, failed);
  expect(first).toMatchObject({
    title: "scenarios/a",
    tone: "bad",
    open: true,
    notes: ["fail", "1 request", "1,230 tokens", "230 ms"],
    parts: [
      { label: "first", text: "Does not hold.", tone: "bad" },
      { label: "warning", text: "Old.", tone: "mild" },
    ],
  });
  expect(second).toMatchObject({ title: "scenarios/b", tone: "good", open: false });
});

test("where every request was answered, the last answer and what was printed are open", () => {
  const two = { ...run, requests: [request, { ...request, number: 2 }] };
  expect(openIn(foldsOf({ ...failed, runs: [two] }))).toEqual([
    "scenarios/a",
    "2 POST /v1/messages",
    "Standard output",
  ]);
});

test("a request that nothing answered is open, and shows where the nearest recording differs", () => {
  const missed: TranscribedRequest = {
    ...request,
    number: 2,
    outcome: "nothing answers it; nearest is 1a2b",
    soundness: "none",
    differs: [{ part: "model", sides: { recorded: "old", asked: "new" } }, { part: "system" }],
  };
  const [one] = foldsOf({ ...failed, runs: [{ ...run, requests: [request, missed] }] });
  expect(openIn(one ? [one] : [])).toEqual(["scenarios/a", "2 POST /v1/messages"]);
  expect(one?.folds[1]).toMatchObject({
    tone: "bad",
    notes: ["nothing answers it; nearest is 1a2b", "m", "1,200 tokens in, 30 out", "3 ms"],
  });
  expect(one?.folds[1]?.parts.slice(0, 2)).toEqual([
    {
      label: "differs: model",
      sides: [
        { name: "recorded", text: "old" },
        { name: "asked", text: "new" },
      ],
    },
    { label: "differs", text: "system", tone: "bad" },
  ]);
});

test("of several runs the first that failed is open", () => {
  const runs = [
    { ...run, result: "pass" as const },
    { ...run, repeat: 1 },
    { ...run, repeat: 2 },
  ];
  expect(openIn(foldsOf({ ...failed, runs })).slice(0, 2)).toEqual(["scenarios/a", "Run 2"]);
});

test("no case is no section, and data of another form is refused", () => {
  expect(transcriptView({ cases: [], more: 0 }).blocks).toEqual([]);
  expect(() => transcriptView({ cases: [{ ...failed, runs: [{ ...run, requests: [{}] }] }], more: 0 })).toThrow(
    Mismatch,
  );
});
