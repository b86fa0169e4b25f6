import { expect, test } from "vitest";
import { page } from "../../../scripts/generate/page.ts";

const words = (count: number): string => Array.from({ length: count }, () => "word").join(" ");

test("prose has lines of at most 120 columns, and says the same", () => {
  const text = page([words(100)]);
  expect(Math.max(...text.split("\n").map(({ length }) => length))).toBe(119);
  expect(text.replaceAll("\n", " ").trim()).toBe(words(100));
});

test.each([
  ["a table", `| ${words(40)} |`],
  ["a fence", `\`\`\`sh\n${words(40)}\n\`\`\``],
  ["a heading", `# ${words(40)}`],
  ["a list", `- ${words(40)}`],
  ["a comment", `<!-- ${words(40)} -->`],
])("%s stays as it is", (_name, block) => {
  expect(page([block])).toBe(`${block}\n`);
});

test("no line ends inside of code, or begins as a list would", () => {
  expect(page([`${words(23)} \`a b c\` ends`])).toBe(`${words(23)}\n\`a b c\` ends\n`);
  expect(page([`${words(23)} more - or 1. less`])).toBe(`${words(23)}\nmore - or 1. less\n`);
});
