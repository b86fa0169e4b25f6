import { describe, expect, test } from "vitest";
import { readOutput } from "../../support/runner/read-output.ts";
import { createTranscript, type Transcript } from "../../support/runner/transcript.ts";

function played(...lines: readonly string[]): Transcript {
  const transcript = createTranscript(["token-of-the-job"]);
  lines.forEach(readOutput(transcript));
  return transcript;
}

describe("annotations", () => {
  test("stop at ten of a level, while the log has them all", () => {
    const { annotations, log } = played(
      ...Array.from({ length: 12 }, (_, index) => `::error::e${index}`),
      "::warning::w",
      "::notice::n",
    );
    const kept = ["e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "w", "n"];
    expect(annotations.map(({ message }) => message)).toEqual(kept);
    expect(log).toHaveLength(14);
  });

  test("are cut at 4,096 characters", () => {
    expect(played(`::error::${"x".repeat(5_000)}`).annotations[0]?.message).toBe("x".repeat(4_096));
  });

  test.each([
    ["a line and a column", "line=3,col=5", { line: 3, endLine: 3, col: 5, endColumn: 5 }],
    ["no columns over several lines", "line=3,endLine=4,col=5,endColumn=9", { line: 3, endLine: 4 }],
    ["no columns without a line", "col=5", {}],
    ["no lines that end before they start", "line=3,endLine=2", {}],
    ["an end as the start when it stands alone", "endLine=4", { line: 4, endLine: 4 }],
    ["no columns that end before they start", "line=3,col=5,endColumn=4", { line: 3, endLine: 3 }],
    ["no line that is no number", "line=3a", {}],
  ])("have %s", (_, properties, expected) => {
    expect(played(`::error ${properties}::m`).annotations).toEqual([{ level: "error", message: "m", ...expected }]);
  });
});

describe("stop-commands", () => {
  test("makes text of commands until its token comes", () => {
    const { annotations, log } = played("::stop-commands::t0k", "::error::quoted", "::T0K::", "::error::real");
    expect(annotations.map(({ message }) => message)).toEqual(["real"]);
    expect(log).toEqual(["::stop-commands::t0k", "::error::quoted", "::T0K::", "##[error]real"]);
  });

  test("stays deaf to another token", () => {
    expect(played("::stop-commands::t0k", "::other::", "::error::quoted").annotations).toEqual([]);
  });

  test.each([[""], ["error"]])("refuses %j as a token", (token) => {
    expect(played(`::stop-commands::${token}`).failed).toBe(true);
  });
});

describe("masks", () => {
  test("hide a value in the log, annotations and debug messages from then on", () => {
    const { log, annotations, debug, leaks } = played(
      "::add-mask::hunter2",
      "say hunter2",
      "::error::hunter2!",
      "::debug::hunter2",
    );
    expect(log).toEqual(["say ***", "##[error]***!"]);
    expect(annotations[0]?.message).toBe("***!");
    expect(debug).toEqual(["***"]);
    expect(leaks).toEqual([]);
  });

  test("hide base64, JSON and URL forms of a value", () => {
    expect(played('::add-mask::p"ss/w', "cCJzcy93", String.raw`p\"ss/w`, "p%22ss%2Fw").log).toEqual([
      "***",
      "***",
      "***",
    ]);
  });

  test("hide each line of a value of several", () => {
    expect(played("::add-mask::one-secret%0Atwo-secret", "a two-secret b").log).toEqual(["a *** b"]);
  });

  test.each([["say hunter2"], ["::debug::hunter2"], ["::error::hunter2"]])("come too late after %s", (line) => {
    expect(played(line, "::add-mask::hunter2").leaks).toHaveLength(1);
  });

  test("hide the job's token from the first line", () => {
    expect(played("token-of-the-job").log).toEqual(["***"]);
  });

  test("of nothing are a warning, and hide nothing", () => {
    const { annotations, log } = played("::add-mask::", "text");
    expect(annotations[0]?.level).toBe("warning");
    expect(log[1]).toBe("text");
  });
});

test("groups fold the log, matchers and debug messages stay out of it", () => {
  const { log } = played("::group::files", "a.md", "::endgroup::", "::add-matcher::m.json", "::debug::d");
  expect(log).toEqual(["##[group]files", "a.md", "##[endgroup]"]);
});

test.each(["set-output name=a", "save-state name=a", "set-env name=A", "add-path"])("%s fails the step", (command) => {
  expect(played(`::${command}::1`).failed).toBe(true);
});
