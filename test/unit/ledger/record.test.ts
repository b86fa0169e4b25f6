import { describe, expect, test } from "vitest";
import type { AuditEvent } from "../../../src/ledger/entry.ts";
import { CHECKPOINT, closedLogs, currentLog } from "../../../src/ledger/files.ts";
import type { LogBytes } from "../../../src/ledger/lines.ts";
import { record } from "../../../src/ledger/record.ts";
import { verifyFiles } from "../../../src/ledger/verify.ts";
import { eventOf, eventsOf, keysOf } from "../../support/ledger.ts";

const { signing: key, trusted } = keysOf();
const NOW = Date.parse("2026-11-30T12:00:00Z");
const DAY = 86_400_000;
type Files = ReadonlyMap<string, LogBytes>;

const signed = (files: Files, events: readonly AuditEvent[], now = NOW, upon: string | null = "c1"): Files =>
  new Map([...files, ...record(files, events, now, { key, trusted, upon })]);
const begun = signed(new Map(), eventsOf(3), NOW, null);
const textOf = (files: Files, path: string): string => Buffer.from(files.get(path) ?? "").toString();
const verified = (files: Files, paths: readonly string[]) =>
  verifyFiles(
    paths.map((path) => ({ path, log: files.get(path) ?? "" })),
    textOf(files, CHECKPOINT),
    trusted,
  );

test("who signs writes the log and its checkpoint, who does not writes the log alone", () => {
  expect([...begun.keys()]).toEqual(["audit/000001.jsonl", CHECKPOINT]);
  const asked = record(begun, [eventOf(4, { event: "request" })], NOW);
  expect([...asked.keys()]).toEqual(["audit/000001.jsonl"]);
  expect(verified(new Map([...begun, ...asked]), ["audit/000001.jsonl"])).toMatchObject({ entries: 4, signed: 3 });
  expect(record(begun, [], NOW, { key, trusted, upon: "c1" }).size).toBe(0);
});

test("what was asked for is signed by who answers it", () => {
  const asked = new Map([...begun, ...record(begun, [eventOf(4, { event: "request" })], NOW)]);
  expect(verified(signed(asked, [eventOf(5)]), ["audit/000001.jsonl"])).toMatchObject({ result: "pass", signed: 5 });
});

describe("nothing is signed that would make true what is not:", () => {
  const log = textOf(begun, "audit/000001.jsonl");
  test.each([
    ["an altered log", new Map([...begun, ["audit/000001.jsonl", log.replace("ada", "eve")]]), "line 1 is not what"],
    ["one without its checkpoint", new Map([["audit/000001.jsonl", log]]), "there is no checkpoint"],
    ["one that is gone", new Map([[CHECKPOINT, textOf(begun, CHECKPOINT)]]), "0 of 3 signed entries are there"],
    ["no log where there was one", new Map(), "there is no checkpoint"],
    [
      "what changes something, unsigned",
      new Map([...begun, ...record(begun, [eventOf(4)], NOW)]),
      'line 4 says "step"',
    ],
  ])("%s", (_what, files: Files, says) => {
    expect(() => signed(files, [eventOf(9)])).toThrow(says);
  });

  test("what another key signed", () => {
    const other = keysOf();
    expect(() => record(begun, [eventOf(4)], NOW, { key: other.signing, trusted: other.trusted, upon: "c1" })).toThrow(
      "no key that is trusted here signed it",
    );
  });
});

describe("a log goes on in a new file", () => {
  const first = "audit/000001.jsonl";
  const second = "audit/000002.jsonl";
  const third = "audit/000003.jsonl";
  const later = NOW + 91 * DAY;
  const at = (time: number, number: number) => eventOf(number, { ts: new Date(time).toISOString() });
  const state = eventOf(4, { after: "sha256:aa", rollout: "team-b" });
  const two = signed(signed(begun, [state]), [at(later, 5)], later);
  const three = signed(two, [at(later + 91 * DAY, 6)], later + 91 * DAY);

  test("after 90 days, with what the old one ended with and its checkpoint", () => {
    expect([...two.keys()]).toEqual([first, CHECKPOINT, second]);
    expect([currentLog(three.keys()), [...closedLogs(three.keys())]]).toEqual([third, [first, second]]);
    const [rotation] = textOf(two, second).split("\n");
    expect(JSON.parse(rotation ?? "")).toMatchObject({
      seq: 5,
      event: "rotate",
      evidence: [
        {
          path: first,
          checkpoint: expect.stringContaining("example.com/agent-ci\n4\n"),
          states: { "team-b": "sha256:aa" },
        },
      ],
    });
    expect(record(begun, [at(NOW + 89 * DAY, 4)], NOW + 89 * DAY, { key, trusted, upon: "c1" }).has(first)).toBe(true);
  });

  test("after 10 MB", () => {
    const events = Array.from({ length: 170 }, (_, index) => eventOf(index, { evidence: ["x".repeat(60_000)] }));
    const large = signed(begun, events);
    expect([...signed(large, [eventOf(200)]).keys()]).toContain(second);
    expect([...signed(begun, events.slice(0, 100)).keys()]).not.toContain(second);
  });

  test("which is verified with the others, and without them", () => {
    expect(verified(three, [first, second, third])).toMatchObject({ result: "pass", entries: 8, signed: 8 });
    expect(verified(three, [second, third])).toMatchObject({ result: "pass", entries: 8, signed: 8 });
    expect(verified(three, [third])).toMatchObject({ result: "pass", entries: 8, signed: 8 });
  });

  test.each([
    [
      [first, third],
      ["deleted", third, 1],
    ],
    [
      [first, second],
      ["truncated", undefined, undefined],
    ],
  ])("of which one is missing: only %j", (paths, expected) => {
    const verdict = verified(three, paths);
    const { fault } = verdict.result === "fail" ? verdict : { fault: undefined };
    expect([fault?.kind, fault?.file, fault?.line]).toEqual(expected);
  });

  test("an old one is not written to, and an edit of it is named with its file", () => {
    const edited = new Map([...three, [first, textOf(three, first).replace('"number":2', '"number":3')]]);
    expect(verified(edited, [first, second, third])).toMatchObject({ result: "fail", fault: { file: first, line: 2 } });
    const cut = new Map([...three, [first, `${textOf(three, first)}{"seq"`]]);
    expect(verified(cut, [first, second, third])).toMatchObject({
      result: "fail",
      fault: { kind: "truncated", file: first },
    });
  });

  test("a file that pretends to go on with another tree is refused by the root", () => {
    const [rotation = "", ...rest] = textOf(two, second).split("\n");
    const forged = rotation.replace(/"peaks":\["./u, '"peaks":["Q');
    const files = new Map([...two, [second, [forged, ...rest].join("\n")]]);
    expect(verified(files, [second])).toMatchObject({ result: "fail" });
    expect(verified(files, [first, second])).toMatchObject({ result: "fail" });
  });
});
