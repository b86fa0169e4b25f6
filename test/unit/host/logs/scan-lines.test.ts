import { appendFileSync, closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scanLines } from "../../../../src/host/logs/scan-lines.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const MEGABYTE = 1 << 20;

function scan(text: string | Buffer, { needles = ["needle"], marks = [] as readonly string[] } = {}) {
  const path = join(tempFolder(), "log.jsonl");
  appendFileSync(path, text);
  const lines: { text: string; at: number; open: boolean; since: boolean }[] = [];
  const monsters: number[] = [];
  const bytes = scanLines(path, {
    needles,
    marks: () => marks,
    monster: (at) => monsters.push(at),
    line: ({ bytes: line, at, open, since }) =>
      lines.push({ text: line.toString("utf8"), at, open, since: since(marks[0] ?? "none") }),
  });
  return { lines, monsters, bytes };
}
const texts = (text: string | Buffer, more?: Parameters<typeof scan>[1]) =>
  scan(text, more).lines.map((one) => one.text);

test("only lines with a needle are told, where they begin, once", () => {
  expect(scan("a\nneedle needle\n\nb\nx needle\n")).toMatchObject({
    lines: [
      { text: "needle needle", at: 2, open: false },
      { text: "x needle", at: 19, open: false },
    ],
    bytes: 28,
  });
});

test("any of several needles will do, and a line with two of them is one", () => {
  expect(texts("a pin\nb\nneedle pin\nneedle\nc pin\n", { needles: ["needle", "pin"] })).toEqual([
    "a pin",
    "needle pin",
    "needle",
    "c pin",
  ]);
});

test("the last line may lack its end, and is told to", () => {
  expect(scan("a\nneedle").lines).toEqual([{ text: "needle", at: 2, open: true, since: false }]);
  expect(scan("needle\nrest").lines).toMatchObject([{ text: "needle", open: false }]);
  expect(scan("")).toEqual({ lines: [], monsters: [], bytes: 0 });
});

test("lines end at 0x0A alone: not at U+2028, U+2029, U+0085, or a carriage return", () => {
  expect(texts("needle a\u2028b\u2029c\u0085d\re\nneedle\n")).toEqual(["needle a\u2028b\u2029c\u0085d\re", "needle"]);
});

test.each([-9, -8, -4, -1, 0, 1, 5])("a line over the edge of what is read at once is whole (%i)", (by) => {
  const before = `${"x".repeat(MEGABYTE + by - 1)}\n`;
  const { lines, bytes } = scan(`${before}a needle b\nneedle\n`);
  expect(lines).toMatchObject([
    { text: "a needle b", at: before.length },
    { text: "needle", at: before.length + 11 },
  ]);
  expect(bytes).toBe(before.length + 18);
});

test("a byte order mark in front of the file belongs to no line, and further on it does", () => {
  expect(scan("\uFEFFneedle 1\n\uFEFFneedle 2\n").lines).toMatchObject([
    { text: "needle 1", at: 3 },
    { text: "\uFEFFneedle 2", at: 12 },
  ]);
});

test("a line longer than what is read at once is told whole", () => {
  const long = `${"x".repeat(3 * MEGABYTE)}needle${"y".repeat(3 * MEGABYTE)}`;
  expect(texts(`${long}\nneedle\n`)).toEqual([long, "needle"]);
});

test("a monstrous line is passed over, and told where it holds a needle, be that over an edge", () => {
  const plain = "x".repeat(20 * MEGABYTE);
  expect(scan(`${plain}\nneedle\n`)).toMatchObject({ monsters: [], lines: [{ text: "needle", at: plain.length + 1 }] });
  for (const where of [0, 16 * MEGABYTE - 3, 17 * MEGABYTE - 2, 20 * MEGABYTE - 6]) {
    const one = `${plain.slice(0, where)}needle${plain.slice(where + 6)}`;
    expect(scan(`a\n${one}\nneedle\n`)).toMatchObject({ monsters: [2], lines: [{ text: "needle" }] });
    expect(scan(`a\n${one}`)).toMatchObject({ monsters: [2], lines: [] });
  }
});

test("a mark is seen between two lines, also when what held it was read before", () => {
  const pad = `${"x".repeat(3 * MEGABYTE)}\n`;
  const marks = ["mark"];
  expect(scan("needle 1\nmark\nneedle 2\nneedle 3 mark\nneedle 4\n", { marks }).lines.map((one) => one.since)).toEqual([
    false,
    true,
    false,
    false,
  ]);
  expect(scan(`needle\nmark\n${pad}needle\n${pad}needle\n`, { marks }).lines.map((one) => one.since)).toEqual([
    false,
    true,
    false,
  ]);
});

test("what was sparse on the disk is read like any other", () => {
  const path = join(tempFolder(), "sparse");
  const file = openSync(path, "w");
  writeSync(file, "needle\n", 80 * MEGABYTE);
  closeSync(file);
  const monsters: number[] = [];
  const bytes = scanLines(path, { needles: ["needle"], line: () => {}, monster: (at) => monsters.push(at) });
  expect({ bytes, monsters }).toEqual({ bytes: 80 * MEGABYTE + 7, monsters: [0] });
});
