import { HtmlRenderer, Parser } from "commonmark";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Range } from "../../../src/model/source.ts";
import { splitFrontmatter } from "../../../src/syntax/frontmatter.ts";
import { limitInlines } from "../../../src/syntax/markdown-inline-limits.ts";
import { limitBlocks } from "../../../src/syntax/markdown-limits.ts";
import { newParser } from "../../../src/syntax/markdown-parser.ts";
import { parseMarkdown } from "../../../src/syntax/markdown.ts";

const outlineOf = (text: string) => parseMarkdown(text, { start: 0, end: text.length });
/** The parts with the text at their ranges in place of the ranges. */
function placed<T extends { range: Range }>(text: string, parts: readonly T[]) {
  return parts.map(({ range, ...part }) => ({ ...part, at: text.slice(range.start, range.end) }));
}
const ATTACHED = [
  ["LF", (text: string) => text],
  ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
] as const;

describe.each(ATTACHED)("with %s", (_name, attach) => {
  const text = attach(
    '---\ntitle: 😀\n---\n# One `x` *y* ##\n\nSee [a 😀](a.md "t"), ![i](i.png) <http://x.y>\n[two\nlines](b.md) [r] [s][R]\n\n> - [q](q.md) ``a`b``\n>   next\nlazy [l](l.md)\n\n[r]: ref.md\n\nTwo\n[lines](h.md)\n---\n',
  );
  const outline = parseMarkdown(text, splitFrontmatter(text).body);

  test("headings", () => {
    expect(placed(text, outline.headings)).toEqual([
      { level: 1, text: "One x y", at: "# One `x` *y* ##" },
      { level: 2, text: "Two lines", at: attach("Two\n[lines](h.md)\n---") },
    ]);
  });

  test("links", () => {
    expect(placed(text, outline.links)).toEqual([
      { destination: "a.md", text: "a 😀", image: false, at: '[a 😀](a.md "t")' },
      { destination: "i.png", text: "i", image: true, at: "![i](i.png)" },
      { destination: "http://x.y", text: "http://x.y", image: false, at: "<http://x.y>" },
      { destination: "b.md", text: "two lines", image: false, at: attach("[two\nlines](b.md)") },
      { destination: "ref.md", text: "r", image: false, at: "[r]" },
      { destination: "ref.md", text: "s", image: false, at: "[s][R]" },
      { destination: "q.md", text: "q", image: false, at: "[q](q.md)" },
      { destination: "l.md", text: "l", image: false, at: "[l](l.md)" },
      { destination: "h.md", text: "lines", image: false, at: "[lines](h.md)" },
    ]);
  });

  test("code spans", () => {
    expect(placed(text, outline.codeSpans)).toEqual([
      { content: "x", at: "`x`" },
      { content: "a`b", at: "``a`b``" },
    ]);
  });

  test("fences", () => {
    const fenced = attach(
      "```js x\ncode\n```\n\n- ~~~\n  open\n- next\n\n      indented\n\n> ```\n> quoted\n> ````\n\n```\nlast\n",
    );
    expect(placed(fenced, outlineOf(fenced).fences)).toEqual([
      { info: "js x", content: "code\n", closed: true, at: attach("```js x\ncode\n```") },
      { info: "", content: "open\n", closed: false, at: attach("~~~\n  open") },
      { info: "", content: "indented\n", closed: true, at: "indented" },
      { info: "", content: "quoted\n", closed: true, at: attach("```\n> quoted\n> ````") },
      { info: "", content: "last\n", closed: false, at: attach("```\nlast") },
    ]);
  });

  test("HTML", () => {
    const html = attach("a <b>x</b>\n<!-- c\nd -->\n\n<div>\n[no](x)\n</div>\n\n<!-- e -->\n");
    expect(placed(html, outlineOf(html).html)).toEqual([
      { content: "<b>", at: "<b>" },
      { content: "</b>", at: "</b>" },
      { content: "<!-- c\nd -->", at: attach("<!-- c\nd -->") },
      { content: "<div>\n[no](x)\n</div>", at: attach("<div>\n[no](x)\n</div>") },
      { content: "<!-- e -->", at: "<!-- e -->" },
    ]);
    expect(outlineOf(html).links).toEqual([]);
  });
});

describe("what is easily missed", () => {
  test.each([
    ["nested links, in the order of the text", "[![i](i.png)](a.md)", ["[![i](i.png)](a.md)", "![i](i.png)"]],
    ["entities and escapes", "[a&amp;\\]](x&amp;y)", ["[a&amp;\\]](x&amp;y)"]],
    ["the same link twice", "[a](b) [a](b)", ["[a](b)", "[a](b)"]],
    ["text that looks like the link before it", "`[a](b)` \\[a](b) [a](b)", ["[a](b)"]],
    ["tabs in front", "-\ta\n\n\t[a](b)\n", ["[a](b)"]],
    ["definitions in front", "[r]: x\n[s]: y\nz [r]\n", ["[r]"]],
    ["definitions in front of an underline that is none", "[r]: u\n===\n[r]", ["[r]"]],
    ["bare returns", "a\r[r](x)\r\rb [s](y)", ["[r](x)", "[s](y)"]],
    ["NUL characters", "a\0b [r](x)", ["[r](x)"]],
    ["addresses", "<a@b.c> <ab:c>", ["<a@b.c>", "<ab:c>"]],
  ])("%s", (_name, text, expected) => {
    expect(placed(text, outlineOf(text).links).map(({ at }) => at)).toEqual(expected);
  });

  test("destinations are URLs", () => {
    expect(outlineOf("[a](<b c.md>) [d](é.md)").links.map(({ destination }) => destination)).toEqual([
      "b%20c.md",
      "%C3%A9.md",
    ]);
  });

  test("a heading under its definitions starts with its own text", () => {
    const text = "[r]: x\nTitle\n===\n";
    expect(placed(text, outlineOf(text).headings)).toEqual([{ level: 1, text: "Title", at: "Title\n===" }]);
  });

  test("a heading may have a wide gap", () => {
    expect(outlineOf(`# a${" ".repeat(500)}[b](c) #\n`).headings[0]?.text).toMatch(/^a\s{500}b$/);
  });

  test("a definition called __proto__", () => {
    expect(outlineOf("[__proto__] [constructor]\n\n[__proto__]: x\n").links).toMatchObject([{ destination: "x" }]);
  });

  test("nothing at all", () => {
    expect(outlineOf("")).toEqual({ headings: [], links: [], fences: [], codeSpans: [], html: [] });
  });
});

const PIECES = fc.constantFrom(
  ...'a|b c|é|😀|\u00A0|*|**|_|`|``|```|~~~|[|](|](x)|](<y z>)|![|]|[r]|(|((|)|\\|\\!|\\(|"t"| "t")| \'t\'|(t)|<|>|<b>|</b>|<!-- |-->|<?|?>|<![CDATA[|]]>|<!A|<http://x>|<a@b.c>|&amp;|- |1. |> |  |    |\t|# |## | #|!|\0|\u2028'.split(
    "|",
  ),
  ...'[r]: u\n|[r]: <u> "t"\n|\n|\n|\n|\n\n|\r\n|\r|---\n|===\n|***|<div>\n|</div>|<script>|  \n|\\\n'.split("|"),
);
const TEXTS = fc.array(PIECES, { maxLength: 24 }).map((pieces) => pieces.join(""));

describe("any text", () => {
  test("is read as by commonmark itself", () => {
    const limited = newParser();
    limitBlocks(limited);
    limitInlines(limited);
    const renderer = new HtmlRenderer();
    const same = fc.property(TEXTS, (text) => {
      expect(renderer.render(limited.parse(text))).toBe(renderer.render(new Parser().parse(text)));
    });
    fc.assert(same, { seed: 2, numRuns: 3000 });
  });

  test("has its parts where their marks are", () => {
    const shapes = { links: /^!?\[[^]*[\])]$|^<[^>]*>$/, codeSpans: /^(`+)[^]*\1$/, headings: /^#|[=-][ \t]*$/ };
    const found = fc.property(TEXTS, (body) => {
      const text = `---\na: 😀\n---\n${body}`;
      const outline = parseMarkdown(text, splitFrontmatter(text).body);
      for (const name of ["links", "codeSpans", "headings"] as const) {
        for (const { at } of placed<{ range: Range }>(text, outline[name])) expect(at).toMatch(shapes[name]);
      }
      for (const { range } of [...outline.fences, ...outline.html]) {
        expect(range.start).toBeGreaterThanOrEqual(text.length - body.length);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThanOrEqual(text.length);
      }
    });
    fc.assert(found, { seed: 3, numRuns: 3000 });
  });
});
