import { describe, expect, test } from "vitest";
import {
  SECTION_KEY,
  parseSticky,
  printSticky,
  type CommentSection,
  stickyVersion,
} from "../../../src/forge/sticky.ts";

const section = (key: string, content: string, number = 1): CommentSection => ({
  key,
  run: { number, attempt: 1, workflow: "0a1b2c3d" },
  content,
});
const two = [section("check", "\n## one\n", 12), section("tokens", "\n## two\n")];

test("what is printed is read back, byte for byte", () => {
  expect(parseSticky(printSticky(two))).toEqual(two);
  expect(printSticky(parseSticky(printSticky(two)))).toBe(printSticky(two));
});

test("the marks are hidden, and tell version, key, run and attempt", () => {
  expect(printSticky([section("check", "text")])).toBe(`\
<!-- agent-ci:comment v1 -->
<!-- agent-ci:section v1 key=check run=1 attempt=1 workflow=0a1b2c3d -->
text
<!-- agent-ci:end key=check -->`);
});

test.each([
  [
    "CRLF, as the website leaves it",
    printSticky(two).replaceAll("\n", "\r\n"),
    ["\r\n## one\r\n\r", "\r\n## two\r\n\r"],
  ],
  ["a lost end", printSticky(two).replace("<!-- agent-ci:end key=check -->\n", ""), ["\n## one\n", "\n## two\n"]],
  ["a lost last end", printSticky(two).replace("<!-- agent-ci:end key=tokens -->", ""), ["\n## one\n", "\n## two\n\n"]],
  ["text outside", `${printSticky(two)}\nthanks!`, ["\n## one\n", "\n## two\n"]],
  ["nothing", "<!-- agent-ci:comment v1 -->", []],
])("%s", (_, body, contents) => {
  expect(parseSticky(body).map(({ content }) => content)).toEqual(contents);
});

test.each([
  ["the end of another section", "<!-- agent-ci:end key=tokens -->"],
  ["a mark behind white space", " <!-- agent-ci:end key=check -->"],
  ["a mark behind a quote", "> <!-- agent-ci:section v1 key=evil run=1 attempt=1 workflow=00000000 -->"],
  ["a mark of another version", "<!-- agent-ci:section v2 key=evil run=1 attempt=1 workflow=00000000 -->"],
  ["a mark with more in it", "<!-- agent-ci:section v1 key=evil run=1 attempt=1 workflow=00000000 --> <!-- -->"],
])("%s is text", (_, content) => {
  expect(parseSticky(printSticky([section("check", content)]))).toEqual([section("check", content)]);
});

describe("the tag", () => {
  test.each([
    ["<!-- agent-ci:comment v1 -->", 1],
    ["<!-- agent-ci:comment v27 -->\n", 27],
    [" <!-- agent-ci:comment v1 -->", undefined],
    ["> <!-- agent-ci:comment v1 -->", undefined],
    ["hello\n<!-- agent-ci:comment v1 -->", undefined],
    ["<!-- agent-ci:comment vX -->", undefined],
    ["", undefined],
  ])("%j", (body, version) => {
    expect(stickyVersion(body)).toBe(version);
  });
});

test.each([
  ["check", true],
  ["dry-run-2", true],
  ["a", true],
  ["x".repeat(40), true],
  ["x".repeat(41), false],
  ["-check", false],
  ["check-", false],
  ["Check", false],
  ["a b", false],
  ["a -->", false],
  ["a\n", false],
  ["", false],
])("the key %j", (key, valid) => {
  expect(SECTION_KEY.test(key)).toBe(valid);
});
