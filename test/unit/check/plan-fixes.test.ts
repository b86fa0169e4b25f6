import { describe, expect, test } from "vitest";
import { type Fixable, planFixes } from "../../../src/check/fixes/plan-fixes.ts";
import type { Files } from "../../../src/model/ports.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Offers to replace every occurrence of a word in every file. */
const replacing =
  (word: string, by: string, rule = "a/word") =>
  async (files: Files): Promise<readonly Fixable[]> =>
    files.list().flatMap(({ path }) => {
      const contents = files.read(path);
      const text = contents.ok ? decoder.decode(contents.bytes).replace(/^\uFEFF/u, "") : "";
      return Array.from(text.matchAll(new RegExp(word, "gu")), ({ index }) => ({
        path,
        rule,
        fix: { title: "Mend", safe: true, edits: [{ range: { start: index, end: index + word.length }, text: by }] },
      }));
    });

async function planned(texts: Parameters<typeof memoryFiles>[0], find: ReturnType<typeof replacing>) {
  const { rewrites, complete } = await planFixes(memoryFiles(texts), find);
  return { complete, texts: Object.fromEntries(rewrites.map(({ path, after }) => [path, decoder.decode(after)])) };
}

describe("bytes that no fix covers stay", () => {
  test.each([
    ["a byte order mark", "\uFEFFold\n", "\uFEFFnew\n"],
    ["CRLF, and no line break at the end", "a\r\nold\r\nb", "a\r\nnew\r\nb"],
    ["characters beyond the basic plane", "𝒜 old 𝒜", "𝒜 new 𝒜"],
    ["a NUL byte", "a\0old", "a\0new"],
  ])("%s", async (_name, before, after) => {
    expect(await planned({ "a.md": before }, replacing("old", "new"))).toEqual({
      complete: true,
      texts: { "a.md": after },
    });
  });

  test("a file that is no UTF-8 is left alone", async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode("old "), 0xff]);
    expect(await planned({ "a.md": bytes, "b.md": "old" }, replacing("old", "new"))).toEqual({
      complete: true,
      texts: { "b.md": "new" },
    });
  });
});

describe("rounds", () => {
  test("what waited for another fix is found again in the fixed text", async () => {
    expect(await planned({ "a.md": "aaaa" }, replacing("aa", "a"))).toEqual({ complete: true, texts: { "a.md": "a" } });
  });
  test("rules that undo each other come to an end, and it is said", async () => {
    const [one, other] = [replacing("old", "new"), replacing("new", "old")];
    const both = async (files: Files) => [...(await one(files)), ...(await other(files))];
    expect(await planned({ "a.md": "old new new" }, both)).toMatchObject({ complete: false });
  });
  test("a plan has before, after and the fixes of all rounds", async () => {
    const { rewrites } = await planFixes(memoryFiles({ "b.md": "aaa", "a.md": "aa" }), replacing("aa", "a"));
    expect(rewrites.map(({ path, before, fixes }) => [path, decoder.decode(before), fixes.length])).toEqual([
      ["a.md", "aa", 1],
      ["b.md", "aaa", 2],
    ]);
  });
  test("nothing to fix is an empty plan", async () => {
    expect(await planned({ "a.md": "fine" }, replacing("old", "new"))).toEqual({ complete: true, texts: {} });
  });
});
