import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { get_encoding } from "tiktoken";
import { describe, expect, test } from "vitest";
import { ENCODINGS, loadTokenizer } from "../../src/tokens/tokenizer.ts";
import { corpora } from "../support/corpus.ts";

const markdown = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((path) => join(folder, path));

/** Each file in one of the encodings, since tiktoken takes seconds for all: they share all code but their tables. */
describe.each(ENCODINGS)("%s is tiktoken's on the Markdown of", (encoding) => {
  const reference = get_encoding(encoding);
  const turn = ENCODINGS.indexOf(encoding);
  test.each(corpora)("$name", async ({ path }) => {
    const tokenizer = await loadTokenizer(encoding);
    for (const file of markdown(path).filter((_, index) => index % ENCODINGS.length === turn)) {
      const text = readFileSync(file, "utf8");
      const [ours, theirs] = [tokenizer.encode(text), reference.encode_ordinary(text)];
      // Compared as bytes: a list of a million numbers would take the test runner longer than both tokenizers.
      expect(
        Buffer.from(Uint32Array.from(ours).buffer).equals(
          Buffer.from(theirs.buffer, theirs.byteOffset, theirs.byteLength),
        ),
        file,
      ).toBe(true);
    }
  });
});
