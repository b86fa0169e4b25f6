import { describe, expect, test } from "vitest";
import { findSecrets } from "../../../src/secrets/find-secrets.ts";
import { SECRET_KINDS } from "../../../src/secrets/kinds.ts";
import { blank, redact } from "../../../src/secrets/redact.ts";
import { PLANTED_KINDS, plantedSecrets } from "../../support/planted-secrets.ts";
import { samplePattern } from "../../support/sample-pattern.ts";
import { seeded } from "../../support/seeded.ts";

const SEED = 20_261_125;
const planted = plantedSecrets(PLANTED_KINDS.length * 8, SEED);

describe.each(PLANTED_KINDS)("%s", (kind) => {
  test.each(planted.filter((one) => one.kind === kind))(`is found, seed ${SEED}`, ({ value }) => {
    const text = `before\n  "key": "${value}",\nafter\n`;
    expect(findSecrets(text).map((one) => one.kind?.id)).toEqual([kind]);
    const [secret] = findSecrets(text);
    const own = text.slice(secret?.at.start, secret?.at.end);
    expect(redact(text)).not.toContain(own.slice(0, 5));
    expect(
      redact(text)
        .split("\n")
        .map(({ length }) => length),
    ).toEqual(text.split("\n").map(({ length }) => length));
    expect(blank(text)).toContain("<secret>");
    expect(blank(text)).not.toContain(own.slice(5, 12));
  });
});

test.each([
  ["AWS's documented id", "AKIAIOSFODNN7EXAMPLE"],
  ["AWS's documented key", "aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
  ["dots", "sk-ant-..."],
  ["a hint", "ghp_your_token_here"],
  ["a hint as long as a token", "ghp_" + "YOURTOKEN".repeat(4)],
  ["one character", `ghp_${"x".repeat(36)}`],
  ["a variable", "Authorization: Bearer ${ACCESS_TOKEN_OF_THE_SERVICE}"],
  ["angle brackets", "Authorization: Bearer <access-token-of-the-service>"],
  ["a template", "postgres://user:${PASSWORD}@host/db"],
  ["words for a password", "postgres://user:password@localhost/db"],
  ["the header of a key alone", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"],
  ["words", "Bearer authentication-is-required-for-this"],
  ["letters and digits in turn, as in an example", ["Example: AIza", "SyA1B2C3D4E5F6G7H8I9J0K1L2M3N4O5P6Q"].join("")],
])("%s is no secret", (_, text) => {
  expect(findSecrets(text)).toEqual([]);
});

test.each(SECRET_KINDS.map(({ id, anchors }) => [id, anchors] as const))(
  "no text is too hostile to be searched to its end: %s",
  (_, anchors) => {
    for (const anchor of anchors)
      for (const filling of ["", "a", "a1B", "-", "/", " ", "a."]) {
        const text = (anchor + filling.repeat(20)).repeat(2000);
        for (const { at } of findSecrets(text)) expect(at.end).toBeGreaterThan(at.start);
      }
  },
);

test("a text of nothing but secrets shows none of them, however many there are", () => {
  const one = planted.find(({ kind }) => kind === "github-token")?.value ?? "";
  expect(redact(`${one}\n`.repeat(5000))).not.toContain(one.slice(4));
});

describe("what a kind's pattern describes", () => {
  // A private key's text has to be base64 as well, or that of one.
  const described = SECRET_KINDS.filter(({ id }) => !id.startsWith("private-key"));
  test.each(described.map((kind) => [kind.id, kind] as const))("is found: %s", (id, { pattern }) => {
    const next = seeded(SEED);
    const found = Array.from({ length: 20 }, () => findSecrets(`x "${samplePattern(pattern.source, next)}" y`));
    expect(found.filter((secrets) => secrets.some(({ kind }) => kind?.id === id)).length).toBeGreaterThan(17);
  });
});
