import { appendFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { checksum } from "../../../../src/host/measuring/checksum.ts";
import { readTasks } from "../../../../src/host/measuring/read-tasks.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const sumOf = (bytes: Buffer): number => checksum(new DataView(bytes.buffer, bytes.byteOffset), 0, bytes.length);
const linesOf = (folder: string, glob: string) => {
  const lines: string[] = [];
  const read = readTasks(folder, glob, (line) => void lines.push(line));
  return { lines, ...read };
};

test("each line of each file that the glob names, in the order of the files", () => {
  const folder = tempFolder({
    "runs/b.jsonl": '{"b":1}\n{"b":2}',
    "runs/a.jsonl": '{"a":"\u2028"}\n\nno record\n',
    "runs/c.txt": '{"c":1}\n',
    "runs/deep/d.jsonl": '{"d":1}\n',
    "other/e.jsonl": '{"e":1}\n',
  });
  expect(linesOf(folder, "runs/*.jsonl")).toMatchObject({
    lines: ['{"a":"\u2028"}', "no record", '{"b":1}', '{"b":2}'],
    files: 2,
  });
  expect(linesOf(folder, "runs/**/*.jsonl").lines).toContain('{"d":1}');
  expect(linesOf(folder, "runs/b.jsonl").files).toBe(1);
});

test("a byte order mark in front of a file is part of no record", () => {
  const folder = tempFolder({ "a.jsonl": '\uFEFF{"a":1}\n{"a":"\uFEFF"}\n', "b.jsonl": "\uFEFF" });
  const sums: number[] = [];
  const lines: string[] = [];
  readTasks(folder, "*.jsonl", (line, sum) => void (lines.push(line), sums.push(sum)));
  expect(lines).toEqual(['{"a":1}', '{"a":"\uFEFF"}']);
  expect(sums).toEqual(lines.map((line) => sumOf(Buffer.from(line))));
});

test("a line has the same checksum wherever it stands, and it alone", () => {
  const words = ["a task", "an été", "𝛼", "x".repeat(15), "x".repeat(16), "x".repeat(17), "y".repeat(300)];
  const many = Array.from({ length: 3000 }, (_, index) => words[(index * index) % 7]);
  const file = join(tempFolder(), "a.jsonl");
  // A byte that is no UTF-8 becomes a character of three.
  writeFileSync(file, Buffer.from(`${words.slice(3).join("\n")}\n\n \ncaf\xe9\n`, "latin1"));
  appendFileSync(file, [...many, ...words].join("\n"));
  const sums = new Map<string, Set<number>>();
  readTasks(dirname(file), "a.jsonl", (text, sum) => sums.set(text, (sums.get(text) ?? new Set()).add(sum)));
  const latin = sumOf(Buffer.from("caf\xe9", "latin1"));
  const expected = [...words.map((text) => [text, sumOf(Buffer.from(text))] as const), ["caf\ufffd", latin] as const];
  expect(sums).toEqual(new Map(expected.map(([text, sum]) => [text, new Set([sum])])));
  expect(new Set(expected.map(([, sum]) => sum)).size).toBe(8);
});

// npm's murmurhash3js-revisited 3.0.0: the first 32 bits of x86.hash128, and the last 21 of the second ones before them.
test.each([
  ["", 0],
  ["a", 0x16b01b_a794933c],
  ["hello", 0x11def7_2b2444a0],
  ["0123456789abcdef0", 0x120c06_1f8a3855],
  ["I will not buy this record, it is scratched.", 0x0c5e40_a0a9683b],
])("the checksum of %j is MurmurHash3", (text, sum) => {
  expect(sumOf(Buffer.from(text))).toBe(sum);
});

test("a folder that is not there yet is no tasks, and not a mistake of the tick", () => {
  expect(linesOf(tempFolder(), "runs/*.jsonl")).toMatchObject({ lines: [], files: 0 });
});

test("lines over the edges of what is read at once are whole; one that never ends is passed over, and counted", () => {
  const lines = Array.from({ length: 30_000 }, (_, index) => JSON.stringify({ task: index, text: "é".repeat(40) }));
  const whole = linesOf(tempFolder({ "a.jsonl": lines.join("\n") }), "a.jsonl");
  expect(whole.lines).toEqual(lines);
  const monster = `{"long":"${"x".repeat(3 << 20)}"}`;
  const read = linesOf(tempFolder({ "a.jsonl": `{"a":1}\n${monster}\n{"b":1}\n` }), "a.jsonl");
  expect([read.lines, read.monsters]).toEqual([['{"a":1}', '{"b":1}'], 1]);
  const last = linesOf(tempFolder({ "a.jsonl": `{"a":1}\n${monster}` }), "a.jsonl");
  expect([last.lines, last.monsters]).toEqual([['{"a":1}'], 1]);
});
