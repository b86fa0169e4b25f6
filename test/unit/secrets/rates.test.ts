import { describe, expect, test } from "vitest";
import { findSecrets } from "../../../src/secrets/find-secrets.ts";
import { lookAlikes, slugs } from "../../support/look-alikes.ts";
import { secretForms } from "../../support/secret-forms.ts";

const SEED = 20_261_130;
const EACH = 100;
const isSure = (text: string): boolean =>
  findSecrets(text).some((one) => one.kind !== undefined || one.certainty === "sure");

describe.each([...secretForms(EACH, SEED)])(`%s, seed ${SEED}`, (_, texts) => {
  test("is found 98 times in 100", () => {
    const missed = texts.filter((text) => findSecrets(text).length === 0);
    expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(2);
  });

  test("is one secret, and surrounded by nothing of it", () => {
    for (const text of texts) {
      const [one, ...more] = findSecrets(text);
      if (!one) continue; // counted above
      expect(more).toEqual([]);
      expect(text.slice(one.at.start, one.at.end)).not.toMatch(/\s(?![^]*PRIVATE KEY)|["'`]/);
    }
  });
});

test.each(lookAlikes(SEED))(`%s: no error, seed ${SEED}`, (_, text) => {
  expect(text.split("\n").filter(isSure)).toEqual([]);
  expect(isSure(text)).toBe(false);
});

test(`of 10,000 slugs under names of credentials none is an error, and few a warning, seed ${SEED}`, () => {
  const texts = slugs(10_000, SEED);
  expect(texts.filter(isSure)).toEqual([]);
  expect(texts.filter((text) => findSecrets(text).length > 0).length).toBeLessThan(50);
});
