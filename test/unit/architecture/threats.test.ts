import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

interface Threat {
  readonly letter: string;
  readonly title: string;
  readonly file: string;
}

/** The rows of the page, whose last cell is a test's title, linked to its file. */
const rows = readFileSync("docs/threats.md", "utf8")
  .split("\n")
  .filter((line) => /^\| [A-Z]/.test(line));
const threats = rows.map((row): Threat => {
  const [, letter = "", title = "", file = ""] = /^\| ([^|]+?) \|.*\| \[(.+)\]\(([^()]+)\) \|$/.exec(row) ?? [];
  return { letter, title, file: posix.join("docs", file) };
});

test("each row of the threats has a letter, and a test that is there under its title", () => {
  expect(rows.length).toBeGreaterThan(0);
  const wrong = threats.flatMap(({ letter, title, file }, index) => {
    if (letter === "") return [`${rows[index]}: no row of four cells that ends with [title](file)`];
    if (!existsSync(file)) return [`${letter}: there is no ${file}`];
    const text = readFileSync(file, "utf8");
    const quoted = ['"', "`"].some((quote) => text.includes(quote + title.replaceAll('"', String.raw`\"`) + quote));
    return quoted ? [] : [`${letter}: ${file} has no test "${title}"`];
  });
  expect(wrong).toEqual([]);
});
