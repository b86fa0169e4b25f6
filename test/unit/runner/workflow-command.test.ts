import { describe, expect, test } from "vitest";
import { parseCommand } from "../../support/runner/workflow-command.ts";

const names = new Set(["error", "add-mask", "group"]);
const parse = (line: string): unknown => {
  const command = parseCommand(line, names);
  return command && { ...command, properties: Object.fromEntries(command.properties) };
};

describe("a printed line is a command", () => {
  test.each([
    ["with data alone", "::error::broken", { name: "error", properties: {}, data: "broken" }],
    [
      "with properties",
      "::error file=a.md,line=3::x",
      { name: "error", properties: { file: "a.md", line: "3" }, data: "x" },
    ],
    ["after spaces", "  \t::group::title", { name: "group", properties: {}, data: "title" }],
    ["whatever the case of its name", "::ERROR::x", { name: "error", properties: {}, data: "x" }],
    ["with escaped data", "::error::50%25%0A::x%3A", { name: "error", properties: {}, data: "50%\n::x%3A" }],
    [
      "with escaped properties",
      "::error file=a%2Cb%3Ac%0D%0A%25.md::x",
      { name: "error", properties: { file: "a,b:c\r\n%.md" }, data: "x" },
    ],
    ["unescaping a percent sign last", "::error::%250A", { name: "error", properties: {}, data: "%0A" }],
    ["leaving out properties without a value", "::error file=,line::x", { name: "error", properties: {}, data: "x" }],
    [
      "keeping an equals sign in a value",
      "::error title=a=b::x",
      { name: "error", properties: { title: "a=b" }, data: "x" },
    ],
    [
      "in the old form, anywhere",
      "text ##[error line=3;file=a%5D%3B]x%5D",
      { name: "error", properties: { line: "3", file: "a];" }, data: "x]" },
    ],
  ])("%s", (_, line, expected) => {
    expect(parse(line)).toEqual(expected);
  });
});

describe("a printed line is text", () => {
  test.each([
    ["without a second pair of colons", "::error"],
    ["with an unknown name", "::nonsense::x"],
    ["when the command does not start it", "see ::error::x"],
    ["with an unfinished old command", "##[error"],
    ["when it is empty", ""],
  ])("%s", (_, line) => {
    expect(parse(line)).toBeUndefined();
  });
});
