import { describe, expect, test } from "vitest";
import { commands } from "../../../src/commands/index.ts";
import { judging } from "../../../src/commands/options.ts";
import { createRepository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";

const all = await Promise.all(Object.values(commands).map((load) => load()));
const pillars = all.filter(({ pillar }) => pillar && !pillar.reads);

test.each(pillars.map((one) => [one.name, one] as const))(
  "%s takes every option of a judgement",
  (_name, { options }) => {
    expect(options).toEqual(expect.arrayContaining([...judging]));
  },
);

describe("a slip is answered with what to do", () => {
  test.each([
    [["env", "show", "nope"], "There is no environment `nope`. Known environments:"],
    [["hook", "commit-msg", "nope"], 'Cannot read the message in "nope" (ENOENT). Give the file'],
    [["check", "--base=-x"], "Name a branch, a tag or a commit."],
  ])("%j", async (argv, said) => {
    const { code, err } = await runCli(createRepository({ "AGENTS.md": "# Rules\n" }).folder, argv);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(said) });
    expect(err).not.toContain('git fetch origin "-');
  });
});
