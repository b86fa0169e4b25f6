import { constants } from "node:os";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EXIT } from "../../../src/gate/exit.ts";

test("the page of exit codes lists all that the program gives, those of the signals that it hears of included", () => {
  const listed = readFileSync("docs/exit-codes.md", "utf8")
    .split("\n")
    .flatMap((line) => /^\| ([\d, ]+) \|/.exec(line)?.[1]?.split(", ").map(Number) ?? []);
  const { SIGHUP, SIGINT, SIGTERM } = constants.signals;
  expect(listed).toEqual([...Object.values(EXIT), ...[SIGHUP, SIGINT, SIGTERM].map((number) => 128 + number)]);
});
