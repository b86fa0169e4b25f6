import { expect, test } from "vitest";
import { starlarkCalls, type StarlarkValue } from "../../../src/inventory/texts/starlark-calls.ts";

const shown = (value: StarlarkValue): unknown =>
  value.kind === "text" ? value.value : value.kind === "list" ? value.items.map(shown) : `<${value.kind}>`;
const callsOf = (text: string): unknown =>
  starlarkCalls(text).calls.map(({ name, arguments: given }) => [
    name,
    ...given.map((one) => [one.name ?? "", shown(one.value)]),
  ]);

test("calls at the margin, with texts of each kind of quotes", () => {
  expect(callsOf(`a(x="1", y='2', z=r"\\3")\nb("""4\n5""", [6, None, ["7"]],)\n`)).toEqual([
    ["a", ["x", "1"], ["y", "2"], ["z", "\\3"]],
    ["b", ["", "4\n5"], ["", ["<number>", "<none>", ["7"]]]],
  ]);
});

test("what would have to be run is not read", () => {
  expect(callsOf('a(x=b, y="1" + "2", z=c(1, "3"), w=["4" + d, "5"], v="\\n")\n')).toEqual([
    ["a", ["x", "<other>"], ["y", "<other>"], ["z", "<other>"], ["w", ["<other>", "5"]], ["v", "<other>"]],
  ]);
});

test("what stands in a comment, a text, a loop or a call is no call of the file", () => {
  expect(callsOf('# a()\nfor x in y:\n    b()\nc(x="""\nd()\n""")\ne(\nf()\n)\n')).toEqual([
    ["c", ["x", "\nd()\n"]],
    ["e", ["", "<other>"]],
  ]);
});

test.each([
  ["a bracket", 'a(x="1"\n', "("],
  ["a list", 'a(x=["1")\n', ")"],
  ["a text", 'a(x="1)\n', '"'],
  ["a bracket too many", "a())\n", ")"],
])("%s that has no other end", (_name, text, sign) => {
  const { unbalanced } = starlarkCalls(text);
  expect(unbalanced && text.slice(unbalanced.start, unbalanced.end)).toBe(sign);
});

test("a comma in a text closes nothing, and all that is closed is right", () => {
  expect(starlarkCalls('a(x="1, (", y=["2"])\n').unbalanced).toBeUndefined();
});
