import { expect, test } from "vitest";
import { readTasks } from "../../../../src/host/measuring/read-tasks.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

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
