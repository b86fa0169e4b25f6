import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { optionsAt } from "../../../src/commands/command.ts";
import { commands } from "../../../src/commands/index.ts";
import { createRepository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";

/** What an option is not, by the word that its help has for a value; absent: nothing but an empty text is wrong. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  file: ["none/there.json", "folder", "../../../outside"],
  "file|none": ["none/there.json", "folder", "../outside.json"],
  "format=file": ["sarif", "sarif=", "nonsense=a.txt", "json=-", "sarif=folder"],
  ref: ["no-such-ref", "--upload-pack=x"],
  "base|head|ref": ["no-such-ref"],
  "ref|beginning": ["no-such-ref"],
  "rule|group": ["no-such-rule"],
  number: ["seven", "0"],
  "@org/team": ["nobody"],
  name: ["Not A Name", "x".repeat(99)],
  folder: ["none/there"],
};
/** What a command needs besides, to come as far as its options. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  env: ["show", "local"],
  hook: ["pre-commit"],
  explain: ["skill/name-format"],
  completion: ["bash"],
  init: ["--yes"],
};
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  "comment --section": ["--report", "report.json"],
};

function repository(): string {
  const { folder } = createRepository({ "AGENTS.md": "# A\n\nDo this.\n", "report.json": "{}" });
  mkdirSync(join(folder, "folder"));
  return folder;
}

const loaded = await Promise.all(Object.values(commands).map((load) => load()));
const cases = loaded.flatMap((command) =>
  optionsAt("terminal", command).flatMap((option) => {
    const flag = `--${option.name}`;
    const wrong =
      option.type === "boolean"
        ? [`${flag}=maybe`]
        : "values" in option
          ? [flag, `${flag}=`, `${flag}=no-such-value`]
          : [flag, `${flag}=`, ...(WRONG[option.value] ?? []).map((value) => `${flag}=${value}`)];
    const besides = [...(BESIDES[command.name] ?? []), ...(NEEDS[`${command.name} ${flag}`] ?? [])];
    return wrong.map((one) => [command.name, one, besides] as const);
  }),
);

describe("every option of every command with a value that it cannot have", () => {
  test.each(cases)("%s %s", async (command, wrong, besides) => {
    const { code, out, err } = await runCli(repository(), [command, ...besides, wrong]);
    expect({ code, out, err }).toMatchObject({ code: 2, out: "" });
    expect(err.trimEnd().split("\n").length, err).toBeLessThanOrEqual(2);
    expect(err).toContain("agent-ci: ");
  });

  test.each(loaded.map(({ name }) => [name]))("%s --no-such-option", async (name) => {
    const { code, err } = await runCli(repository(), [name, "--no-such-option"]);
    expect([code, err.trimEnd().split("\n").length]).toEqual([2, 1]);
    expect(err).toContain("--help");
  });
});

describe("an argument that says nothing", () => {
  test.each(loaded.filter(({ positionals }) => positionals.length > 0).map(({ name }) => [name]))(
    "%s ''",
    async (name) => {
      const { code, err } = await runCli(repository(), [name, ""]);
      expect([code, err.trimEnd().split("\n").length]).toEqual([2, 1]);
    },
  );
});
