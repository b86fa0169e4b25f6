import { describe, expect, test } from "vitest";
import { help } from "../../../src/cli/help.ts";
import { optionsAt } from "../../../src/commands/command.ts";
import { commands } from "../../../src/commands/index.ts";
import { chosenVerb, takenBy } from "../../../src/commands/verbs.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const all = await Promise.all(Object.values(commands).map((load) => load()));
const withVerbs = all.filter(({ verbs }) => verbs !== undefined);

describe.each(withVerbs)("$name", (command) => {
  const { name, verbs = {}, positionals } = command;
  const options = optionsAt("terminal", command);

  test("names all its verbs where somebody looks for them, and no other option than its own", () => {
    for (const verb of Object.keys(verbs)) expect(positionals[0]?.summary).toContain(verb);
    const known = new Set(command.options.map((option) => option.name));
    const strange = Object.entries(verbs).flatMap(([verb, { takes }]) =>
      takes.filter((option) => !known.has(option)).map((option) => `${verb} --${option}`),
    );
    expect(strange).toEqual([]);
  });

  test("has no option that no verb takes, and help says of which it is", () => {
    expect(options.filter((option) => takenBy(verbs, option.name).length === 0)).toEqual([]);
    const said = help(command).replaceAll(/\s+/g, " ");
    for (const option of options) {
      const takes = takenBy(verbs, option.name);
      const others = Object.keys(verbs).filter((verb) => !takes.includes(verb));
      const shape = option.type === "boolean" ? "" : ` <${"values" in option ? "choice" : option.value}>`;
      const of =
        others.length === 0
          ? ""
          : others.length < takes.length
            ? `all but ${others.join(", ")}: `
            : `${takes.join(", ")}: `;
      expect(said).toContain(`--${option.name}${shape} ${of}`);
    }
  });

  test("refuses each option that a verb does not take", () => {
    for (const [verb, { takes }] of Object.entries(verbs))
      for (const option of command.options) {
        const ask = (): unknown => chosenVerb(name, verbs, verb, { [option.name]: "x", settings: {} });
        if (takes.includes(option.name)) expect(ask).not.toThrow();
        else
          expect(ask).toThrow(
            `${name} ${verb} does not take --${option.name}: that is of ${name} ${takenBy(verbs, option.name)[0]}`,
          );
      }
  });

  test("says what it does where somebody asks for something else, and nothing is done for an option of another verb", async () => {
    const folder = tempFolder({});
    const ran = async (...argv: readonly string[]) => {
      const { code, out, err } = await runCli(folder, [name, ...argv]);
      return { code, out, err };
    };
    const rest = positionals.slice(1).flatMap(({ optional }) => (optional ? [] : ["x"]));
    expect(await ran("frobnicate", ...rest)).toEqual({
      code: 2,
      out: "",
      err: expect.stringContaining(`${name} has no verb "frobnicate".`),
    });
    const [verb, { takes }] = Object.entries(verbs).find(([, one]) =>
      options.some((option) => !one.takes.includes(option.name)),
    ) ?? ["", { takes: [] }];
    const strange = options.find((option) => !takes.includes(option.name));
    const value = strange && "values" in strange ? [strange.values[0] ?? ""] : strange?.type === "string" ? ["x"] : [];
    expect(await ran(verb, ...rest, `--${strange?.name}`, ...value)).toEqual({
      code: 2,
      out: "",
      err: expect.stringContaining(`${name} ${verb} does not take --${strange?.name}`),
    });
  });
});
