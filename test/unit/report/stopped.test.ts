import { expect, test } from "vitest";
import { stopped } from "../../../src/report/escape/stopped.ts";
import { readOutput } from "../../support/runner/read-output.ts";
import { createTranscript } from "../../support/runner/transcript.ts";

const TOKEN = "0f8c1d7e4b";

test("the output of an agent carries out no command, and those behind it work again", () => {
  const text = "\n::stop-commands::x\n::x::\n::error::no\n##[error]no\n::set-env name=PATH::/tmp\n::add-mask::a";
  const transcript = createTranscript([]);
  const read = readOutput(transcript);
  for (const line of `${stopped(text, TOKEN)}::warning::after`.split("\n")) read(line);
  expect(transcript.annotations.map(({ message }) => message)).toEqual(["after"]);
  expect(transcript.failed).toBe(false);
});
