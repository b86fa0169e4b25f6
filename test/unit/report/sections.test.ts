import { expect, test } from "vitest";
import { object, string } from "../../../src/model/read-value.ts";
import type { SectionKind } from "../../../src/model/view.ts";
import { markdownOf } from "../../../src/report/markdown/sections.ts";
import { painter } from "../../../src/report/text/paint.ts";
import { textViewsOf, trusted } from "../../../src/report/sections.ts";
import { sectionLines } from "../../../src/report/text/sections.ts";

const read = object({ name: string, count: string });
const fruit: SectionKind = {
  kind: "fruit",
  version: 1,
  view: (data) => {
    const { name, count } = read(data, "");
    return {
      title: "Fruit",
      blocks: [
        {
          columns: [{ title: "Name" }, { title: "Count", align: "right" }],
          rows: [
            [name, count],
            ["fig", "100"],
          ],
        },
        { lines: ["Fresh today"] },
      ],
    };
  },
};
const section = (name: string) => ({ kind: "fruit", version: 1, data: { name, count: "7" } });
const shown = (name: string) => textViewsOf({ sections: [section(name)] }, [fruit]);

test("a terminal shows columns as wide as what stands in them, numbers to the right", () => {
  expect(sectionLines(shown("李子"), painter(false))).toEqual([
    "Fruit",
    "  Name  Count",
    "  李子      7",
    "  fig     100",
    "",
    "  Fresh today",
    "",
  ]);
});

test("Markdown shows tables and lists", () => {
  expect(markdownOf(shown("plum")).flatMap(({ head, rows, tail }) => [...head, ...rows, ...tail])).toEqual([
    "### Fruit",
    "",
    "| Name | Count |",
    "| --- | ---: |",
    "| plum | 7 |",
    "| fig | 100 |",
    "- Fresh today",
  ]);
});

test("what stands in a section cannot leave its cell", () => {
  const hostile = shown("a | b <img src=x> \u001B[31m\n/close");
  const terminal = sectionLines(hostile, painter(false)).join("\n");
  expect(terminal).not.toContain("\u001B");
  expect(terminal).not.toMatch(/^\/close/m);
  const [table] = markdownOf(hostile);
  expect(table?.rows[0]).not.toMatch(/<img|\n/);
  expect(table?.rows[0]?.match(/(?<!\\)\|/g)).toHaveLength(3);
});

test("a section whose data is not what its kind says, or whose kind nobody knows, is not trusted", () => {
  expect(trusted(section("plum"), [fruit])).toEqual(section("plum"));
  expect(trusted({ kind: "fruit", version: 1, data: { name: 1 } }, [fruit])).toBeUndefined();
  expect(trusted({ ...section("plum"), version: 2 }, [fruit])).toBeUndefined();
  expect(textViewsOf({ sections: [{ ...section("plum"), kind: "other" }] }, [fruit])).toEqual([]);
});
