import { describe, expect, test } from "vitest";
import { coverage, statePath } from "../../../src/ledger/coverage.ts";
import { CHECKPOINT } from "../../../src/ledger/files.ts";
import { rawDigest, type LogBytes } from "../../../src/ledger/lines.ts";
import { record } from "../../../src/ledger/record.ts";
import { eventOf, keysOf } from "../../support/ledger.ts";

const { signing: key, trusted } = keysOf();
const NOW = Date.parse("2026-11-30T12:00:00Z");
const STATE = '{"version":1,"rollout":"team-a","weight":10}\n';
const LOG = "audit/000001.jsonl";
type Files = ReadonlyMap<string, LogBytes>;

const ticked = (files: Files, state: string, upon: string | null, now = NOW): Files =>
  new Map([
    ...files,
    [statePath("team-a"), state],
    ...record(files, [eventOf(1, { after: rawDigest(state), ts: new Date(now).toISOString() })], now, {
      key,
      trusted,
      upon,
    }),
  ]);
const FIRST = ticked(new Map(), STATE, null);
const reasons = (files: Files, parent: string | null = null, keys = trusted) =>
  coverage(files, { parent }, "team-a", keys).reasons;

test("a state that the last signed entry names is covered", () => {
  expect(coverage(FIRST, { parent: null }, "team-a", trusted)).toMatchObject({ covered: true, reasons: [] });
  expect(reasons(ticked(FIRST, STATE.replace("10", "50"), "c1"), "c1")).toEqual([]);
});

test("one of which nothing is there yet is covered, for there is nothing to cover", () => {
  expect(coverage(FIRST, { parent: null }, "team-b", trusted).covered).toBe(true);
});

describe("is not covered:", () => {
  test.each([
    [
      "a weight that was edited",
      new Map([...FIRST, [statePath("team-a"), STATE.replace("10", "90")]]),
      "is not the one that the last signed entry",
    ],
    ["one white space", new Map([...FIRST, [statePath("team-a"), STATE.replace("}", " }")]]), "is not the one"],
    ["a state that is gone", new Map([...FIRST].filter(([path]) => path !== statePath("team-a"))), "is gone"],
    [
      "an edited log",
      new Map([
        ...FIRST,
        [
          LOG,
          Buffer.from(FIRST.get(LOG) ?? "")
            .toString()
            .replace("ada", "eve"),
        ],
      ]),
      "root differs",
    ],
    ["no checkpoint", new Map([...FIRST].filter(([path]) => path !== CHECKPOINT)), "there is no checkpoint"],
    [
      "an unsigned entry that changes something",
      new Map([...FIRST, ...record(FIRST, [eventOf(2)], NOW)]),
      'says "step", and no checkpoint',
    ],
  ])("%s", (_what, files: Files, says) => {
    expect(reasons(files)).toEqual([expect.stringContaining(says)]);
  });

  test("a state that no signed entry names", () => {
    const files = new Map([...FIRST, [statePath("team-b"), STATE]]);
    expect(coverage(files, { parent: null }, "team-b", trusted).reasons).toEqual([
      "no signed entry names the state of team-b that is there",
    ]);
  });

  test("a state that an unsigned entry names", () => {
    const other = STATE.replace("10", "90");
    const tail = record(FIRST, [eventOf(2, { event: "abort", after: rawDigest(other) })], NOW);
    expect(reasons(new Map([...FIRST, ...tail, [statePath("team-a"), other]]))).toHaveLength(1);
  });

  test("an older state in the place of a newer one", () => {
    expect(reasons(FIRST, "c2")).toEqual([
      "the checkpoint was signed on no commit and stands on c2: an older state was put in the place of a newer one",
    ]);
    expect(coverage(FIRST, { unknown: "a merge came after it" }, "team-a", trusted).reasons).toEqual([
      "nothing tells when the checkpoint came to the branch: a merge came after it",
    ]);
  });

  test("what another key signed, and what nobody has a key for", () => {
    expect(reasons(FIRST, null, keysOf().trusted)[0]).toContain("no key that is trusted here signed it");
    expect(reasons(FIRST, null, [])[0]).toContain("there is no public key");
  });
});

test("what only lowers exposure, and requests, may follow unsigned", () => {
  const events = ["request", "pause", "abort", "emergency-disable"].map((event) => eventOf(2, { event }));
  expect(reasons(new Map([...FIRST, ...record(FIRST, events, NOW)]))).toEqual([]);
});

test("a state that was last named in a file before is covered in the new one", () => {
  const later = NOW + 91 * 86_400_000;
  const event = eventOf(2, { rollout: "team-b", ts: new Date(later).toISOString() });
  const files = new Map([...FIRST, ...record(FIRST, [event], later, { key, trusted, upon: "c1" })]);
  expect([...files.keys()]).toContain("audit/000002.jsonl");
  expect(reasons(files, "c1")).toEqual([]);
  expect(reasons(new Map([...files, [statePath("team-a"), "{}"]]), "c1")).toHaveLength(1);
});
