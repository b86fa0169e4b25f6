import { describe, expect, test } from "vitest";
import { append } from "../../../src/ledger/append.ts";
import { renderEntry } from "../../../src/ledger/entry.ts";
import { rawDigest } from "../../../src/ledger/lines.ts";
import { signCheckpoint } from "../../../src/ledger/sign.ts";
import type { LogVerdict } from "../../../src/ledger/verify.ts";
import { eventOf, eventsOf, keysOf, verifyLog } from "../../support/ledger.ts";

const { signing, trusted } = keysOf();
const text = (log: Uint8Array): string => Buffer.from(log).toString();
const FIVE = text(append("", eventsOf(5)).log);
const LINES = FIVE.trimEnd().split("\n");
const CHECKPOINT = signCheckpoint(FIVE, signing).checkpoint;

const ofLines = (...lines: readonly (string | undefined)[]): string => lines.map((line) => `${line}\n`).join("");
const line = (number: number): string => LINES[number - 1] ?? "";
const short = (verdict: LogVerdict) =>
  verdict.result === "fail"
    ? [verdict.fault.kind, verdict.fault.line, verdict.fault.says]
    : [verdict.result, ...(verdict.result === "inconclusive" ? [verdict.why] : [])];
const verified = (log: string | Uint8Array | undefined, checkpoint: string | undefined = CHECKPOINT) =>
  short(verifyLog(log, checkpoint, trusted));

test("a log as it was signed passes", () => {
  expect(verifyLog(FIVE, CHECKPOINT, trusted)).toMatchObject({ result: "pass", entries: 5, signed: 5, damaged: 0 });
});

describe("M6: a chain proves order, not completeness", () => {
  const replaced = text(append("", eventsOf(5, 100)).log);

  test.each([
    [
      "the last two are deleted",
      ofLines(...LINES.slice(0, 3)),
      ["truncated", undefined, "3 of 5 signed entries are there"],
    ],
    ["the file is empty", "", ["missing", undefined, "0 of 5 signed entries are there"]],
    ["the file is gone", undefined, ["missing", undefined, "0 of 5 signed entries are there"]],
    ["a fresh chain of five is there", replaced, ["root", undefined, expect.stringContaining("root differs")]],
  ])("where %s", (_what, log, expected) => {
    expect(verified(log)).toEqual(expected);
  });

  test("without a checkpoint, or without a key, nothing is proved", () => {
    expect(short(verifyLog(FIVE, undefined, trusted))).toEqual([
      "inconclusive",
      expect.stringContaining("no checkpoint"),
    ]);
    expect(short(verifyLog(undefined, undefined, trusted))[0]).toBe("inconclusive");
    expect(short(verifyLog(FIVE, CHECKPOINT, []))).toEqual(["inconclusive", expect.stringContaining("no public key")]);
  });
});

describe("M7: the bytes that lie there are hashed", () => {
  const evidence = [{ cost: "12", details: { b: 2, a: 1 } }];
  const log = text(append("", [eventOf(1, { evidence }), ...eventsOf(2)]).log);
  const checkpoint = signCheckpoint(log, signing).checkpoint;

  test("a line with its keys sorted is altered", () => {
    const sorted = log.replace('{"b":2,"a":1}', '{"a":1,"b":2}');
    expect(verified(sorted, checkpoint)).toEqual(["altered", 1, "line 1 is not what line 2 follows"]);
  });

  test("so is one with another value in it", () => {
    expect(verified(log.replace('"a":1}', '"a":2}'), checkpoint)).toEqual(["altered", 1, expect.any(String)]);
  });

  test("line ends that were converted are called that", () => {
    expect(verified(log.replaceAll("\n", "\r\n"), checkpoint)).toEqual([
      "line-ends",
      1,
      "line 1 ends with CRLF: git or an editor converted it",
    ]);
    const one = log.replace("\n", "\r\n");
    expect(verified(one, checkpoint)).toEqual(["line-ends", 1, expect.any(String)]);
    expect(verified(one.replace('"a":1', '"a":2'), checkpoint)[0]).toBe("unreadable");
  });
});

describe("names the first line where", () => {
  const fields = ["ts", "actor", "event", "rollout", "env", "before", "after", "evidence"] as const;
  const altered = (number: number, field: string): string => {
    const entry: Record<string, unknown> = JSON.parse(line(number));
    const value = field === "evidence" ? [{ number: 7 }] : "2026-11-30T12:00:01.000Z";
    return JSON.stringify({ ...entry, [field]: value });
  };

  test.each(fields.flatMap((field) => [1, 2, 4].map((number) => [field, number] as const)))(
    "%s was edited: line %i",
    (field, number) => {
      expect(verified(ofLines(...LINES.with(number - 1, altered(number, field))))).toEqual([
        "altered",
        number,
        `line ${number} is not what line ${number + 1} follows`,
      ]);
    },
  );

  test("the last line was edited: the root alone tells", () => {
    expect(verified(ofLines(...LINES.with(4, altered(5, "actor"))))[0]).toBe("root");
  });

  test("all lines were edited", () => {
    expect(verified(FIVE.replaceAll('"ada"', '"eve"'))).toEqual(["altered", 1, "line 1 is not what line 2 follows"]);
  });

  test("a number was edited", () => {
    const other = line(3).replace('"seq":3', '"seq":4');
    expect(verified(ofLines(...LINES.with(2, other)))).toEqual([
      "altered",
      3,
      "line 3 says that it is seq 4, and is 3",
    ]);
  });

  test("what the first line follows was edited", () => {
    const other = line(1).replace('"prev":null', `"prev":"sha256:${"0".repeat(64)}"`);
    expect(verified(ofLines(...LINES.with(0, other)))).toEqual(["altered", 1, expect.any(String)]);
  });

  test.each([
    [1, ofLines(...LINES.slice(1)), "entry 1 is gone before line 1"],
    [3, ofLines(...LINES.toSpliced(2, 1)), "entry 3 is gone before line 3"],
    [2, ofLines(...LINES.toSpliced(1, 3)), "entries 2 to 4 are gone before line 2"],
  ])("one was deleted: line %i", (number, log, says) => {
    expect(verified(log)).toEqual(["deleted", number, says]);
  });

  test.each([
    [2, 3, 3],
    [1, 5, 4],
    [3, 4, 4],
  ])("lines %i and %i changed places", (one, other, behind) => {
    const log = ofLines(...LINES.with(one - 1, line(other)).with(other - 1, line(one)));
    expect(verified(log)).toEqual(["reordered", one, `line ${one} stands before line ${behind}, which it follows`]);
  });

  test("a foreign line was inserted", () => {
    const foreign = renderEntry({ ...eventOf(9), seq: 3, prev: rawDigest("foreign") });
    expect(verified(ofLines(...LINES.toSpliced(2, 0, foreign)))).toEqual([
      "inserted",
      3,
      "line 3 was not here when line 4 was written",
    ]);
  });

  test("a line was inserted once more", () => {
    expect(verified(ofLines(...LINES.toSpliced(3, 0, line(2))))).toEqual(["inserted", 4, "line 4 is line 2 once more"]);
    expect(verified(ofLines(...LINES, line(5)))).toEqual(["inserted", 6, "line 6 is line 5 once more"]);
  });

  test.each(["", "garbage", "{}", "[1]"])("%j was put between", (other) => {
    expect(verified(ofLines(...LINES.toSpliced(2, 0, other)))).toEqual(["unreadable", 3, "line 3 is no entry"]);
  });
});

test("M8: two that wrote at once are a fork, and no tampering", () => {
  const three = ofLines(...LINES.slice(0, 3));
  const other = text(append(three, [eventOf(40)]).log).split("\n")[3] ?? "";
  expect(verified(ofLines(...LINES.slice(0, 4), other))).toEqual([
    "forked",
    5,
    "fork at seq 4: lines 4 and 5 both follow the same entry, as when two write at once",
  ]);
});

describe("M8: a line that was cut off while it was written", () => {
  const whole = append("", [eventOf(1, { actor: "Zoë" })]).log;
  const bytes = append(whole, [eventOf(2, { actor: "Zoë" })]).log;
  const inside = bytes.lastIndexOf(0xc3) + 1; // between the two bytes of ë
  const cuts = [
    ["after its first byte", whole.length + 1],
    ["inside of a character", inside],
    ["before its line end", bytes.length - 1],
  ] as const;

  test.each(cuts)("%s: what follows begins on a line of its own, and says so", (_where, end) => {
    const torn = bytes.subarray(0, end);
    const repaired = append(torn, [eventOf(3)]).log;
    expect(repaired.subarray(0, end)).toEqual(torn);
    const [first = "", , repair = "{}", third = "{}"] = text(repaired).split("\n");
    expect(JSON.parse(repair)).toMatchObject({
      seq: 2,
      event: "repair",
      evidence: [{ damaged: rawDigest(bytes.subarray(whole.length, end)), bytes: end - whole.length }],
      prev: rawDigest(first),
    });
    expect(JSON.parse(third)).toMatchObject({ seq: 3, prev: rawDigest(repair), evidence: [{ number: 3 }] });
    const { checkpoint } = signCheckpoint(repaired, signing);
    expect(verifyLog(repaired, checkpoint, trusted)).toMatchObject({ result: "pass", entries: 3, damaged: 1, torn: 0 });
  });

  test("until somebody writes, it is counted, and not signed", () => {
    const { checkpoint } = signCheckpoint(whole, signing);
    expect(verifyLog(bytes.subarray(0, inside), checkpoint, trusted)).toMatchObject({
      result: "pass",
      entries: 1,
      torn: expect.any(Number),
    });
    expect(() => signCheckpoint(bytes.subarray(0, inside), signing)).toThrow("its last line has no end");
  });

  test("nobody can call a signed line damaged", () => {
    const last = Buffer.from(line(5));
    const repair = eventOf(6, { event: "repair", evidence: [{ damaged: rawDigest(last), bytes: last.length }] });
    const four = ofLines(...LINES.slice(0, 4));
    const said = text(append(four, [repair]).log).split("\n")[4];
    expect(verified(ofLines(...LINES, said))[0]).toBe("root");
  });
});

describe("behind the checkpoint", () => {
  test.each(["request", "pause", "abort", "emergency-disable"])("%s may stand unsigned", (event) => {
    const { log } = append(FIVE, [eventOf(6, { event })]);
    expect(verifyLog(log, CHECKPOINT, trusted)).toMatchObject({ result: "pass", entries: 6, signed: 5 });
  });

  test.each(["step", "promote", "resume", "approve"])("%s may not", (event) => {
    const { log } = append(FIVE, [eventOf(6, { event: "request" }), eventOf(7, { event })]);
    expect(verified(log)).toEqual(["unsigned", 7, `line 7 says "${event}", and no checkpoint covers it`]);
  });
});

test("an altered line is named before a checkpoint is asked, for that one may be altered too", () => {
  const log = FIVE.replace('"number":2', '"number":20');
  expect(verified(log, "nonsense")).toEqual(["altered", 2, expect.any(String)]);
  expect(verified(FIVE, "nonsense")).toEqual([
    "checkpoint",
    undefined,
    "the checkpoint counts nothing: it is no signed note",
  ]);
});

test("a log whose lines do not follow each other is not signed", () => {
  expect(() => signCheckpoint(ofLines(...LINES.toSpliced(2, 1)), signing)).toThrow("entry 3 is gone before line 3");
});
