import { expect, test } from "vitest";
import { readReference, renderReference } from "../../../../src/rehearsal/golden/reference.ts";

const REFERENCE = {
  version: 2,
  runs: 5,
  met: 4,
  facts: {
    answer: 'First line.\n\n  - "quoted" \\ and \t odd: #\n',
    files: { "z.md": "z", "a.md": "a\n" },
    tools: ["Read", "Write"],
    changed: ["z.md", "a.md"],
  },
};

test("its file has the texts line by line and everything in one order, so that a change of it reads well", () => {
  expect(renderReference(REFERENCE)).toBe(`{
  "version": 2,
  "runs": 5,
  "met": 4,
  "answer": [
    "First line.",
    "",
    "  - \\"quoted\\" \\\\ and \\t odd: #",
    ""
  ],
  "files": {
    "a.md": [
      "a",
      ""
    ],
    "z.md": [
      "z"
    ]
  },
  "tools": [
    "Read",
    "Write"
  ],
  "changed": [
    "a.md",
    "z.md"
  ]
}
`);
});

test("what was written is read again", () => {
  const read = readReference(renderReference(REFERENCE));
  expect(read).toEqual({
    ok: true,
    reference: { ...REFERENCE, facts: { ...REFERENCE.facts, changed: ["a.md", "z.md"] } },
  });
});

test.each([
  ["{", "it is no JSON"],
  ["{}", "/version is missing"],
  ['{ "version": 1, "runs": 2, "met": 3 }', "more runs are like it than there were"],
  // What is compared takes time with how many there are, and a file of a request is anybody's.
  ['{ "version": 1, "runs": 1000000, "met": 3 }', "it has more than 100 runs"],
  ['{ "version": 1, "runs": 1, "met": 1, "output": "one text" }', "/output is not a list"],
  [" ".repeat(1_000_001), "it is larger than 1000000 characters"],
])("%.60s is none", (text, reason) => {
  expect(readReference(text)).toEqual({ ok: false, reason });
});
