import fc from "fast-check";
import { expect, test } from "vitest";
import { compressed, proposals } from "../../../src/context/compress.ts";

/** What a line says, as a person would compare two of them: without its marker, bold type, case and the final stop. */
const said = (line: string): string =>
  line
    .replace(/^[\s>]*(?:[-*+] |\d+[.)] )?/, "")
    .replaceAll("**", "")
    .replaceAll(/[.!:,;]+(?= |$)/g, "")
    .toLowerCase()
    .trim();

const word = fc.constantFrom(
  "use",
  "Node",
  "20",
  "22",
  "8080",
  "404",
  "`--force`",
  "force",
  "never",
  "**tests**",
  "worker",
  "port",
  "v1.2",
  "pipeline",
  "[guide](a.md)",
  "[guide](b.md)",
  ".env",
  "env",
  "C++",
);
const line = fc
  .tuple(
    fc.constantFrom("", "- ", "* ", "1. ", "2. "),
    fc.array(word, { minLength: 8, maxLength: 12 }),
    fc.constantFrom("", ".", "!"),
  )
  .map(([marker, words, end]) => `${marker}${words.join(" ")}${end}`);
/** Few different lines, so that many are said twice, some of them with one word changed. */
const texts = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 5 }),
    fc.array(fc.nat(4), { maxLength: 20 }),
    fc.array(fc.nat(30), { maxLength: 4 }),
  )
  .map(([lines, order, changes]) => {
    const all = order.map((index) => lines[index % lines.length] ?? "");
    for (const change of changes) {
      const at = change % Math.max(all.length, 1);
      if (all[at] !== undefined) all[at] = all[at].replace(/\d+|force/, String(change));
    }
    return `${all.join("\n")}\n`;
  });

test("what is written leaves out nothing but what stays word for word, numbers included", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const changes = proposals({ path: "AGENTS.md", text, start: 0 }, [], () => undefined).filter(
        ({ kind }) => kind === "repeated" || kind === "empty-section" || kind === "spaces",
      );
      const kept = new Set(compressed(text, changes).split("\n").map(said));
      for (const one of text.split("\n")) expect(kept).toContain(said(one));
    }),
    { numRuns: 300, seed: 1 },
  );
});

test.each([
  [
    "- Use Node 20 for the worker image and for the tests that run in the pipeline.",
    "- Use Node 22 for the worker image and for the tests that run in the pipeline.",
  ],
  [
    "- Run the release with `--force` and wait for the whole pipeline to end.",
    "- Run the release with `force` and wait for the whole pipeline to end.",
  ],
  [
    "Read [the guide](a.md) before you touch the worker of the pipeline.",
    "Read [the guide](b.md) before you touch the worker of the pipeline.",
  ],
])("two rules of one form stay two: %s", (one, other) => {
  const text = `${one}\n${other}\n`;
  expect(proposals({ path: "AGENTS.md", text, start: 0 }, [], () => undefined)).toEqual([]);
});

test("the number of a list's line says nothing", () => {
  const text =
    "1. Never commit secrets or credentials to the repository.\n2. Never commit secrets or credentials to the repository.\n";
  expect(proposals({ path: "AGENTS.md", text, start: 0 }, [], () => undefined).map(({ kind }) => kind)).toEqual([
    "repeated",
  ]);
});
