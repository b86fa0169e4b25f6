import { describe, expect, test } from "vitest";
import { append } from "../../../src/ledger/append.ts";
import { entryIn, renderEntry } from "../../../src/ledger/entry.ts";
import { eventOf } from "../../support/ledger.ts";

const entry = { ...eventOf(1), seq: 1, prev: null };
/** What a caller may have been given by others. */
const withEvidence = (value: unknown): typeof entry => Object.assign({}, entry, { evidence: [value] });

test("a line says its keys in one order, and nothing else", () => {
  expect(renderEntry({ ...entry, prev: "sha256:00", evidence: [{ b: "12", a: [true, null, 7] }] })).toBe(
    '{"seq":1,"ts":"2026-11-30T12:00:00.000Z","actor":"ada","event":"step","rollout":"team-a","env":"production",' +
      '"before":null,"after":null,"evidence":[{"b":"12","a":[true,null,7]}],"prev":"sha256:00"}',
  );
});

describe("is refused, and named:", () => {
  test.each([
    ["NaN", Number.NaN, "entry.evidence[0] is NaN"],
    ["money as a fraction", { cost: 1.5 }, "entry.evidence[0].cost is 1.5: write what is no whole number as text"],
    ["more than a number holds", 2 ** 53, "entry.evidence[0] is 9007199254740992"],
    ["minus zero", -0, "entry.evidence[0] is 0"],
    ["half of a character", "\uD83D", "entry.evidence[0] has half of a character"],
    ["half of a character in a name", { "\uDE00": 1 }, "A name in entry.evidence[0] has half of a character"],
    ["nothing", { gone: undefined }, "entry.evidence[0].gone is undefined"],
    ["a hole", [1, , 2], "entry.evidence[0][1] is undefined"], // oxlint-disable-line no-sparse-arrays -- the point
    ["what JSON writes in another way", new Date(0), "entry.evidence[0] is no plain object"],
    ["what says itself what JSON writes", { toJSON: () => 1 }, "entry.evidence[0] is no plain object"],
    ["a large whole number", 1n, "entry.evidence[0] is bigint"],
    ["a list in itself", Array.from({ length: 20 }).reduce((inner) => [inner], 0), "more than 16 levels deep"],
    ["more than a line holds", "x".repeat(70_000), "The entry has 70"],
  ])("%s", (_what, value, says) => {
    expect(() => renderEntry(withEvidence(value))).toThrow(says);
  });

  test.each(["2026-11-30", "2026-13-40T12:00:00Z", "2026-11-30T12:00:00+01:00"])("a time that is %s", (ts) => {
    expect(() => renderEntry({ ...entry, ts })).toThrow(`ts is "${ts}"`);
  });
});

test("a line is read only if this writer would have written it so", () => {
  const line = renderEntry(entry);
  expect(entryIn(Buffer.from(line))).toEqual(entry);
  const twice = line.replace('"actor":"ada"', '"actor":"eve","actor":"ada"');
  const others = [twice, ` ${line}`, `\uFEFF${line}`, `${line}\r`, line.replace('"seq":1', '"seq":1.0'), "{}", "7", ""];
  for (const other of others) expect(entryIn(Buffer.from(other)), other).toBeUndefined();
  const cut = Buffer.from(renderEntry({ ...entry, actor: "Zoë" }));
  expect(entryIn(cut.subarray(0, cut.indexOf(0xc3) + 1))).toBeUndefined();
});

test("nothing is chained to a line with a key that is there twice", () => {
  const log = renderEntry(entry).replace('"actor":"ada"', '"actor":"eve","actor":"ada"');
  expect(() => append(`${log}\n`, [eventOf(2)])).toThrow("ends with line 1, which is no entry");
});
