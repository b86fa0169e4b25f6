import { expect, test } from "vitest";
import { sectionsOf } from "../../../src/tokens/sections-of.ts";

const sections = (text: string) =>
  sectionsOf({ class: "instructions", path: "AGENTS.md", text, bytes: text.length }).map(({ name, text: part }) => [
    name,
    part,
  ]);

test("a file is divided at its headings, not at those in code", () => {
  expect(sections("Intro.\n# One #\na\n```sh\n# no heading\n```\n## C#\nb\n")).toEqual([
    ["AGENTS.md", "Intro.\n"],
    ['"One"', "# One #\na\n```sh\n# no heading\n```\n"],
    ['"C#"', "## C#\nb\n"],
  ]);
});

test("a megabyte of lines that are almost headings is divided as any other", () => {
  const line = `# ${" #".repeat(245)}x\n`;
  expect(sections(line.repeat(2000))).toHaveLength(2000);
});
