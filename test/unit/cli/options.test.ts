import { describe, expect, test } from "vitest";
import { commands } from "../../../src/commands/index.ts";
import { judgingOptions, tokenlessOptions } from "../../../src/commands/options.ts";
import { settingsSchema } from "../../../src/config/schema.ts";
import type { SchemaNode } from "../../../src/config/schema-node.ts";
import { createRepository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";

const all = await Promise.all(Object.values(commands).map((load) => load()));
const pillars = all.filter(({ pillar }) => pillar && !pillar.reads && !pillar.deploys);

test.each(pillars.map((one) => [one.name, one] as const))(
  "%s takes every option of a judgement",
  (_name, { options, pillar }) => {
    const rehearses = pillar?.rehearses === true;
    expect(options).toEqual(expect.arrayContaining([...(rehearses ? tokenlessOptions : judgingOptions)]));
    expect(options.some((option) => "secret" in option)).toBe(!rehearses);
  },
);

describe("a slip is answered with what to do", () => {
  test.each([
    [["env", "show", "nope"], "There is no environment `nope`. Known environments:"],
    [["hook", "commit-msg", "nope"], 'Cannot read the message in "nope": it is not there. Give the file'],
    [["check", "--base=-x"], "Name a branch, a tag or a commit."],
  ])("%j", async (argv, said) => {
    const { code, err } = await runCli(createRepository({ "AGENTS.md": "# Rules\n" }).folder, argv);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(said) });
    expect(err).not.toContain("git fetch origin -");
  });
});

describe("an option that is a setting", () => {
  const options = all.flatMap((command) => command.options.map((option) => ({ command, option })));

  test("is a key of the configuration, and takes no other words for it", () => {
    const keys: Readonly<Record<string, SchemaNode>> = settingsSchema.properties;
    const settings = options.filter(({ option }) => option.setting !== undefined);
    expect(settings.filter(({ option }) => !Object.hasOwn(keys, option.name))).toEqual([]);
    for (const { option } of settings) if ("values" in option) expect(option.values).toEqual(keys[option.name]?.enum);
  });

  test("is one in every command that has it; only the form of a list is called like the form of a report", () => {
    const names = new Set(options.flatMap(({ option }) => (option.setting === undefined ? [] : option.name)));
    const others = options.filter(({ option }) => names.has(option.name) && option.setting === undefined);
    expect([...new Set(others.map(({ option }) => option.name))]).toEqual(["format"]);
    // Where a command hands its values on, what settings they are stands beside them.
    expect(options.filter(({ option }) => option.name === "settings")).toEqual([]);
  });

  test.each([
    [["--fail-on", "never"], 'fail-on: "never"  # flag --fail-on'],
    [["--on-inconclusive", "warn"], 'on-inconclusive: "warn"  # flag --on-inconclusive'],
  ])("%j outranks the file", async (flags, line) => {
    const { folder } = createRepository({ "agent-ci.yaml": "fail-on: warning\non-inconclusive: fail\n" });
    expect((await runCli(folder, ["config", "--explain", ...flags])).out).toContain(`${line}\n`);
  });

  test("is none where it only says how a list is printed", async () => {
    const { folder } = createRepository({ "agent-ci.yaml": "format: markdown\n" });
    const { out } = await runCli(folder, ["config", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({ settings: { format: "markdown" } });
  });
});
