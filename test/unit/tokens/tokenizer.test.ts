import { readFileSync } from "node:fs";
import { get_encoding } from "tiktoken";
import { describe, expect, test } from "vitest";
import { ENCODINGS, loadTokenizer } from "../../../src/tokens/tokenizer.ts";
import { corpora, skillFiles } from "../../support/corpus.ts";
import { seeded } from "../../support/seeded.ts";

const SEED = 42;
/** Characters that patterns and tables treat differently, and what is easily taken for them. */
const POOLS = [
  "abcXYZ",
  "  \t\n\r",
  "0123456789",
  "'sStTdDmMlLrReEvV'\u017F",
  "!@#/<|>._-",
  "\u0085\u00A0\uFEFF\u2003\u3000\u2028",
  "éßÀǅʰªßñ",
  "日本語カナ한국",
  "😀👨‍👩‍👧‍👦\u200D\uFE0F",
  "\u0301\u0327",
  "٠١٢½Ⅷ",
  "\uD800\uDC00\uDFFF",
  "<|endoftext|>",
  "\u0000\u001C\u001F\u007F\u0080",
];

function randomTexts(count: number): readonly string[] {
  const below = seeded(SEED);
  return Array.from({ length: count }, () =>
    Array.from({ length: below(80) }, () => {
      const pool = POOLS[below(POOLS.length)] ?? "";
      return pool.charAt(below(pool.length));
    }).join(""),
  );
}

const text = (file: string): string => readFileSync(file, "utf8");
/** Of each repository a few: the contract tests take all. */
const files = corpora.flatMap(({ path }) => skillFiles(path).slice(0, 10));

describe.each(ENCODINGS)("%s is what tiktoken makes of a text, token for token:", (encoding) => {
  const reference = get_encoding(encoding);

  test(`3,000 random texts (seed ${SEED})`, async () => {
    const tokenizer = await loadTokenizer(encoding);
    for (const one of randomTexts(3000)) {
      const expected = [...reference.encode_ordinary(one)];
      expect(tokenizer.encode(one), JSON.stringify(one)).toEqual(expected);
      expect(tokenizer.count(one)).toBe(expected.length);
    }
  });

  test("skills as people write them", async () => {
    const tokenizer = await loadTokenizer(encoding);
    for (const file of files)
      expect(tokenizer.encode(text(file)), file).toEqual([...reference.encode_ordinary(text(file))]);
  });

  test("runs without a space, longer than a token can be", async () => {
    const tokenizer = await loadTokenizer(encoding);
    const below = seeded(SEED);
    const letters = Array.from({ length: 3000 }, () => String.fromCharCode(97 + below(26))).join("");
    const signs = Array.from({ length: 700 }, () => String.fromCharCode(0x4e00 + below(20_000))).join("");
    for (const run of [
      letters,
      signs,
      "a".repeat(3000),
      " ".repeat(3000),
      `${"\u3000".repeat(999)}a`,
      ".".repeat(3000),
    ])
      expect(tokenizer.encode(run)).toEqual([...reference.encode_ordinary(run)]);
  });
});

test("what looks like a special token is text", async () => {
  const { count } = await loadTokenizer("o200k_base");
  expect(count("a <|endoftext|> b")).toBe(9);
});

test("a megabyte without a space has an exact count", async () => {
  const { count } = await loadTokenizer("o200k_base");
  // Eight letters a make a token.
  expect(count("a".repeat(1_000_000))).toBe(125_000);
});

test("no token is longer than the longest that merging looks for", async () => {
  for (const name of ENCODINGS) {
    const { default: table } = await import(`gpt-tokenizer/bpeRanks/${name}`);
    const longer = table.filter(
      (token: string | readonly number[]) =>
        (typeof token === "string" ? Buffer.byteLength(token) : token.length) > 128,
    );
    expect(longer).toEqual([]);
  }
});
