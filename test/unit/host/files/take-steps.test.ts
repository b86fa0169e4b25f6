import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeSteps } from "../../../../src/host/files/take-steps.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

test("a step that fails although it looked as if it could be taken says how far the plan came", () => {
  const folder = tempFolder();
  const write = (path: string) => ({ do: "write", path, text: "" }) as const;
  // Each can be written by itself; the second needs a folder where the first has put a file.
  expect(() => takeSteps(folder, [write("a"), write("a/b"), write("c")])).toThrow(
    'Cannot write "a/b": a file stands where a folder would have to be. 1 of 3 steps are done; run this again for the others.',
  );
  expect(readdirSync(folder)).toEqual(["a"]);
  expect(() => takeSteps(folder, [write("a/b")])).toThrow('Cannot write "a/b": "a" is a file. Nothing was written.');
  const make = { do: "make-folder", path: "x".repeat(300) } as const;
  expect(() => takeSteps(folder, [make])).toThrow(": its path is longer than the system takes. Nothing was written.");
});

test.runIf(process.platform === "linux")(
  "what the system does not let us write ends nothing, and hangs nowhere",
  async () => {
    const folder = tempFolder({ "AGENTS.md": "# A\n\nRun the tests.\n" });
    const env = { XDG_CACHE_HOME: "/proc/agent-ci", HOME: "/proc/agent-ci" };
    expect(await runCli(folder, ["tokens", "--output", "json=/sys/agent-ci/a.json"], env)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^agent-ci: Cannot write "\/sys\/agent-ci\/a.json": [a-z ]+\.\n$/u),
    });
    expect(await runCli(folder, ["check", "--update-baseline"], env)).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, ".agent-ci"))).toEqual(["baseline.json"]);
  },
);
