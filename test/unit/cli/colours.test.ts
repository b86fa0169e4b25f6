import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { showOnTerminal } from "../../../src/cli/show.ts";
import { gitEnvironment } from "../../support/git.ts";
import { tempFolder } from "../../support/temp-folder.ts";

test.each([
  ["a terminal", {}, true, [], true],
  ["a file or a pipe", {}, false, [], false],
  ["a terminal that shows none", { TERM: "dumb" }, true, [], false],
  ["somebody who wants none", { NO_COLOR: "1" }, true, [], false],
  ["somebody who says so here", {}, true, ["--no-color"], false],
  ["somebody who set the variable to nothing", { NO_COLOR: "" }, true, [], true],
])("colours for %s", async (_, env, isTerminal, flags, coloured) => {
  let out = "";
  const world = {
    cwd: tempFolder({ "AGENTS.md": "# A\n\n[x](y.md)\n" }),
    env: { ...gitEnvironment(), TERM: "xterm", ...env },
    out: (text: string) => void (out += text),
    err: () => {},
    terminal: { out: isTerminal, err: isTerminal },
    clock: { now: () => 0 },
  };
  expect(await main(["check", ...flags], { ...world, show: (judged) => showOnTerminal(world, judged) })).toBe(1);
  expect(out.includes("\u001B[")).toBe(coloured);
});
