import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { useBrowser, within } from "../support/browser.ts";

const open = useBrowser();

interface Row {
  readonly said: string;
  /** Where the first character that is no space is drawn, and where the last one ends. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/** The lines of the README's picture as a browser draws them. */
async function rows(): Promise<readonly Row[]> {
  const { page } = await open(resolve("docs/report.svg"));
  return within(
    page,
    `Array.from(document.querySelectorAll("text"), (one) => {
    const said = one.textContent;
    const first = said.search(/[^\\s]/);
    if (first === -1) return { said, left: 0, right: 0, top: 0 };
    return {
      said,
      left: one.getStartPositionOfChar(first).x,
      right: one.getEndPositionOfChar(said.trimEnd().length - 1).x,
      top: one.getBBox().y,
    };
  })`,
  );
}

test("the carets of the README's picture stand under what they mark", async () => {
  const all = await rows();
  const [{ left: edge } = { left: 0 }] = all;
  const bare = all.filter(({ said }) => said.trim() !== "");
  const wide = (all[0]?.right ?? 0) - edge;
  const column = wide / (all[0]?.said.trimEnd().length ?? 1);
  for (const { said, left } of bare) expect(left, said).toBeCloseTo(edge + said.search(/\S/u) * column, 0);
  const carets = all.filter(({ said }) => /\^+\s*$/u.test(said));
  expect(carets.length).toBeGreaterThanOrEqual(3);
  for (const { said, right } of carets) expect(right, said).toBeCloseTo(edge + said.trimEnd().length * column, 0);
});

test("is no higher than a screen, and shows errors", async () => {
  const [, width = "0", height = "0"] =
    /width="(\d+)" height="(\d+)"/u.exec(readFileSync("docs/report.svg", "utf8")) ?? [];
  expect(Number(height)).toBeLessThanOrEqual(662); // half of what it was with all findings
  const all = await rows();
  for (const { said, right } of all) expect(right, said).toBeLessThanOrEqual(Number(width));
  const found = all.flatMap(({ said }) => /^ +\d+:\d+ +(\w+)/u.exec(said)?.[1] ?? []);
  expect(new Set(found)).toEqual(new Set(["error"]));
});
