import { describe, expect, test } from "vitest";
import { parseCommandFile } from "../../support/runner/parse-command-file.ts";

describe("a command file gives", () => {
  test.each([
    ["nothing when empty", "", []],
    [
      "a pair per line",
      "a=1\nb=2\n",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    ["the rest of the line after the first equals sign", "a=b=c<<d", [["a", "b=c<<d"]]],
    [
      "a value of several lines",
      "a<<E\none\n\ntwo\nE\nb=1\n",
      [
        ["a", "one\n\ntwo"],
        ["b", "1"],
      ],
    ],
    ["an empty value for an empty block", "a<<E\nE\n", [["a", ""]]],
    ["a block whose delimiter ends the file without a newline", "a<<E\nx\nE", [["a", "x"]]],
    ["the delimiter as text when more stands on its line", "a<<E\nE2\n E\nE\n", [["a", "E2\n E"]]],
    ["an equals sign in the delimiter", "a<<E=F\nx\nE=F\n", [["a", "x"]]],
    ["carriage returns as part of the value", "a<<E\nx\r\nE\n", [["a", "x\r"]]],
    [
      "pairs around empty lines",
      "\na=1\n\n\nb=2",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
  ])("%s", (_, text, pairs) => {
    expect(parseCommandFile(text)).toEqual(pairs);
  });
});

describe("a command file is refused", () => {
  test.each([
    ["for a line that is no pair", "nonsense\n", "Invalid format 'nonsense'"],
    ["for a block without a name", "<<E\nx\nE\n", "Name must not be empty"],
    ["for a block without a delimiter", "a<<\nx\n", "delimiter must not be empty"],
    ["for a block that never ends", "a<<E\nx\n", "Matching delimiter not found 'E'"],
    ["for a block that the file cuts off", "a<<E\nx", "EOF marker missing new line"],
    ["for a delimiter that the value's carriage return spoils", "a<<E\nx\nE\r\n", "Matching delimiter not found 'E'"],
  ])("%s", (_, text, message) => {
    expect(() => parseCommandFile(text)).toThrow(message);
  });
});
