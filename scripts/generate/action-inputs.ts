import { type Manifest, type Option, optionsAt } from "../../src/commands/command.ts";

export interface Input {
  readonly name: string;
  readonly summary: string;
  /** What may stand there, for people. */
  readonly values: string;
  /** Absent: nothing, and the command decides. */
  readonly default?: string;
}

/** A command's arguments and options as the inputs of its action, in the manifest's order. */
export function actionInputs(command: Manifest): readonly Input[] {
  return [
    ...command.positionals
      .filter(({ inPipelines }) => inPipelines === undefined)
      .map(({ name, summary }) => ({ name, summary, values: "path" })),
    ...optionsAt("github", command).map(inputOf),
  ];
}

function inputOf(option: Option): Input {
  const { name, summary, defaults } = option;
  const input = { name, summary, values: valuesOf(option) };
  return defaults?.github === undefined ? input : { ...input, default: defaults.github };
}

function valuesOf(option: Option): string {
  if (option.type === "boolean") return "true, false";
  if ("values" in option) return option.values.join(", ");
  return "multiple" in option ? `${option.value}, one per line` : option.value;
}
