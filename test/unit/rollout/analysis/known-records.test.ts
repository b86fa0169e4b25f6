import { expect, test } from "vitest";
import { checksum } from "../../../../src/host/measuring/checksum.ts";
import { UsageError } from "../../../../src/model/usage-error.ts";
import { openKnownRecords } from "../../../../src/rollout/analysis/known-records.ts";

const told = (tell: ReturnType<typeof openKnownRecords>, id: string, more: object = {}, at = 1, variant = "canary") => {
  const task = { task_id: id, ...more };
  const line = Buffer.from(JSON.stringify({ ...task, at }));
  return tell(checksum(new DataView(line.buffer, line.byteOffset), 0, line.length), { at, task }, variant);
};

test("a record is known again, one that contradicts it is told, and another event is another one", () => {
  const tell = openKnownRecords();
  expect(told(tell, "a")).toBe("new");
  expect(told(tell, "a")).toBe("again");
  expect(told(tell, "a", { outcome: "failure" })).toBe("otherwise");
  expect(told(tell, "a", { outcome: "failure" })).toBe("again");
  expect(told(tell, "a", { outcome: "unknown" })).toBe("otherwise");
  expect(told(tell, "a")).toBe("again");
  expect(told(tell, "a", {}, 2)).toBe("new");
  // One that fell back to stable is told of both.
  expect(told(tell, "a", {}, 1, "stable")).toBe("new");
});

test("200,000 records are none of them another one, in whatever they differ", () => {
  const tell = openKnownRecords();
  const ids = (index: number): readonly string[] => [
    `t${index}`,
    `${index}-eu`,
    `2026-11-30T${index}`,
    String.fromCharCode(0x4e00 + (index % 9000)) + index,
  ];
  const count = (wanted: string): number => {
    let found = 0;
    for (let index = 0; index < 50_000; index += 1)
      for (const id of ids(index)) if (told(tell, id, {}, 1_796_050_800_000 + (index % 7)) === wanted) found += 1;
    return found;
  };
  expect(count("new")).toBe(200_000);
  expect(count("again")).toBe(200_000);
});

// For each id the time is worked out at which it comes to the same place: backwards through what is done to it.
test("records that all come to one place are refused, and not looked through for hours", () => {
  const inverse = (odd: number): number =>
    [1, 2, 3, 4, 5].reduce((found) => Math.imul(found, 2 - Math.imul(odd, found)), odd);
  const timeOf = (id: string): number => {
    let high = 0xdeadbeef ^ "canary".charCodeAt(0);
    for (const char of id) {
      high = Math.imul(high ^ char.charCodeAt(0), 0x5bd1e995);
      high ^= high >>> 15;
    }
    const wanted = Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    let low = Math.imul(wanted ^ (wanted >>> 13) ^ (wanted >>> 26), inverse(0x85ebca6b));
    low ^= low >>> 16;
    for (let at = id.length - 1; at >= 0; at -= 1) low = Math.imul(low, inverse(0x01000193)) ^ id.charCodeAt(at);
    return (low ^ 0x811c9dc5) >>> 0;
  };
  const tell = openKnownRecords();
  const tellAll = () => {
    for (let index = 0; index < 20_000; index += 1) told(tell, `t${index}`, {}, timeOf(`t${index}`));
  };
  expect(tellAll).toThrow(new UsageError("its records were made to be told apart slowly: remove them"));
});
