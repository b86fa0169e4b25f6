import { expect, test } from "vitest";
import { expectTaken } from "../../../src/commands/deploy/asked-options.ts";
import { createRepository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";

/** What a command says of options that would change nothing: no file that they name is there, so none was read. */
test.each([
  ["deploy a --full", "deploy does not take --full: that goes with --verb promote."],
  ["deploy a --seen sha256:1 --reason form", "deploy does not take --seen: that goes with --verb approve, reject."],
  ["deploy a --verb pause --force", "deploy --verb pause does not take --force: that goes with --verb retry, start."],
  ["deploy a --verb approve --reason x", /^agent-ci: deploy --verb approve does not take --reason: .*, reject\. /],
  [
    "dry-run --shard 1/2 --merge-reports a.json",
    "--merge-reports judges what was run, so --shard would have no effect: leave it out.",
  ],
  [
    "dry-run --import a.yaml --jobs 2 --merge-reports a.json",
    "--import writes scenarios and runs none, so --jobs, --merge-reports would have no effect: leave them out.",
  ],
  ["dry-run --cache-key --tag slow", "--cache-key runs nothing, so --tag would have no effect: leave it out."],
  [
    "dry-run --keep-texts",
    "Only a page shows transcripts, and no --output html=<file> asks for one, so --keep-texts would have no effect: leave it out.",
  ],
  [
    "init --yes --format json",
    "Only the plan of a --dry-run has a format, so --format would have no effect: leave it out.",
  ],
])("%s", async (line, said) => {
  const { folder } = createRepository({ "AGENTS.md": "Be kind.\n" });
  const { code, out, err } = await runCli(folder, line.split(" "));
  const whole = typeof said === "string" ? `agent-ci: ${said} Nothing was done.\n` : expect.stringMatching(said);
  expect([code, out, err]).toEqual([2, "", whole]);
});

test("a switch that a pipeline hands on as false, and a reason beside a tick, are not refused", async () => {
  expect(() => expectTaken(undefined, { full: false, force: false, reason: "from the form" })).not.toThrow();
  expect(() => expectTaken("promote", { full: true, reason: "safe" })).not.toThrow();
  expect(() => expectTaken("reject", { role: "qa", seen: "sha256:1", checkpoint: "hour", reason: "no" })).not.toThrow();
});
