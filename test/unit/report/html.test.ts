import { describe, expect, test } from "vitest";
import { html } from "../../../src/report/html/html.ts";
import { squarify } from "../../../src/report/html/squarify.ts";
import { rich } from "../../support/reports.ts";
import { ATTACKS, hostile } from "./attacks.ts";

test("a page says the verdict, and what was found", () => {
  const page = html(rich);
  expect(page).toContain("<title>agent-ci: fail</title>");
  expect(page).toContain("&quot;Review PR&quot; is not kebab-case.");
  expect(page).toContain("default-src 'none'");
});

describe("stays the page it is whatever a name holds", () => {
  const shape = (page: string) => page.replaceAll(/>[^<]*</g, "><").match(/<[^>]*>/g);
  test.each(Object.entries(ATTACKS))("%s", (_, attack) => {
    expect(shape(html(hostile(attack)))).toEqual(shape(html(hostile("harmless"))));
  });
});

test("a map's areas fill it in proportion, and none leaves it", () => {
  const weights = [60, 30, 20, 8, 2, 1];
  const areas = squarify(weights, { left: 0, top: 0, width: 100, height: 100 }, 16 / 9);
  const sum = weights.reduce((all, one) => all + one, 0);
  for (const [index, { left, top, width, height }] of areas.entries()) {
    expect(width * height).toBeCloseTo(((weights[index] ?? 0) / sum) * 10_000, 6);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(Math.max(left + width, top + height)).toBeLessThanOrEqual(100.000_001);
  }
  expect(areas).toHaveLength(weights.length);
});
