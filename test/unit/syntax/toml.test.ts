import { describe, expect, test } from "vitest";
import { plain } from "../../../src/model/data.ts";
import { decode } from "../../../src/syntax/decode.ts";
import { parseToml } from "../../../src/syntax/toml.ts";
import { slices } from "./slices.ts";

const TEXT = `top = "😀"
[mcp_servers.docs]
command = 'é'
"env vars".A = 1.5
args = ["x", { y = true }]
[[hooks.stop]]
when = 2024-01-31T10:00:00Z
[[hooks.stop]]
[hooks.stop.inner]
at = 07:32:00
[mcp_servers.web]
`;

describe("positions", () => {
  const expected = [
    ["top", '"😀"'],
    [
      "mcp_servers",
      [
        [
          "docs",
          [
            ["command", "'é'"],
            ['"env vars"', [["A", "1.5"]]],
            ["args", ['"x"', [["y", "true"]]]],
          ],
        ],
        ["web", []],
      ],
    ],
    ["hooks", [["stop", [[["when", "2024-01-31T10:00:00Z"]], [["inner", [["at", "07:32:00"]]]]]]]],
  ];

  test.each([
    ["LF", TEXT],
    ["CRLF", TEXT.replaceAll("\n", "\r\n")],
    ["behind a byte order mark", decode("a.toml", new TextEncoder().encode(`\uFEFF${TEXT}`)).source.text],
  ])("%s", (_name, text) => {
    const { data, problems } = parseToml(text);
    expect(problems).toEqual([]);
    expect(slices(text, data)).toEqual(expected);
  });

  test("a map reaches over all that belongs to it", () => {
    const text = "[[a.b]]\nc = 1\n[a.b.d]\ne = 2\n[f]\n";
    const { data } = parseToml(text);
    const entry = data?.kind === "map" ? data.entries[0] : undefined;
    const list = entry?.value.kind === "map" ? entry.value.entries[0]?.value : undefined;
    const cut = [entry?.value, list].map((node) => node && text.slice(node.range.start, node.range.end));
    expect(cut).toEqual(["[[a.b]]\nc = 1\n[a.b.d]\ne = 2", "[[a.b]]\nc = 1\n[a.b.d]\ne = 2"]);
  });
});

describe("values", () => {
  test("fold into one map", () => {
    const { data } = parseToml(TEXT);
    expect(data && plain(data)).toEqual({
      top: "😀",
      mcp_servers: { docs: { command: "é", "env vars": { A: 1.5 }, args: ["x", { y: true }] }, web: {} },
      hooks: { stop: [{ when: "2024-01-31T10:00:00Z" }, { inner: { at: "07:32:00" } }] },
    });
  });

  test.each([
    ["", {}],
    ["# only a comment\n", {}],
    ["a.b = 1\na.c = 2\n", { a: { b: 1, c: 2 } }],
    ["[a]\nb = 1\n[c]\n[a.d]\ne = 1_000\n", { a: { b: 1, d: { e: 1000 } }, c: {} }],
    ['a = """\nx\\\n  y"""\n', { a: "xy" }],
  ])("%j", (text, value) => {
    const { data, problems } = parseToml(text);
    expect(problems).toEqual([]);
    expect(data && plain(data)).toEqual(value);
  });

  test.each([
    "[__proto__]\npolluted = true\n",
    "__proto__.polluted = true\n",
    "a = { __proto__ = { polluted = true } }\n",
  ])("a key may be __proto__: %j", (text) => {
    const { data } = parseToml(text);
    expect(data && JSON.stringify(plain(data))).toContain('{"__proto__":{"polluted":true}}');
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("mistakes", () => {
  test.each([
    ["a = \n", "a value is missing behind the =", 3],
    ["a = x\n", "this character cannot stand here; a text needs quotes", 4],
    ['a = "x\n', "a closing quote is missing", 6],
    ["a = [1", "a closing ] is missing", 6],
    ["a = [1 2]", "expected a comma before this", 7],
    ["a 1", "expected an = behind the key", 2],
    ["a = 1 b = 2", "this has to start on a new line", 6],
    ["a = 01", "leading zeros are not allowed", 4],
  ])("%j", (text, message, start) => {
    const { data, problems } = parseToml(text);
    expect(data).toBeUndefined();
    expect(problems).toMatchObject([{ code: "syntax", message, range: { start } }]);
  });

  test.each([
    ["a = 1\na = 2\n", "a", 6],
    ['[x]\n"b c" = 1\n"b c" = 2\n', '"b c"', 14],
    ["[a]\n[a]\n", "a", 5],
  ])("a key that stands twice: %j", (text, key, start) => {
    const { problems } = parseToml(text);
    expect(problems).toMatchObject([{ code: "duplicate-key", range: { start, end: start + key.length } }]);
  });
});
