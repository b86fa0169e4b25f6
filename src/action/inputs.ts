import { type Manifest, type Option, optionsAt } from "../commands/command.ts";
import { nearest } from "../model/nearest.ts";
import { UsageError } from "../model/usage-error.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * As the runner writes an input into the environment: upper case, spaces to underscores, hyphens kept. A composite
 * writes underscores for these too, since not every shell hands on a name that it could not have itself.
 */
function given(env: Env, name: string): string {
  const variable = `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
  return (env[variable] ?? env[variable.replaceAll("-", "_")] ?? "").trim();
}

/** The inputs of an action by its command's manifest; an empty input is one that was not given. */
export function readInputs(
  command: Manifest,
  env: Env,
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  const values = optionsAt("github", command)
    .map((option) => [option, given(env, option.name)] as const)
    .filter(([, text]) => text !== "")
    .map(([option, text]) => [option.name, valueOf(option, text)]);
  return {
    values: Object.fromEntries(values),
    positionals: command.positionals.flatMap(({ name, inPipelines }) => inPipelines ?? (given(env, name) || [])),
  };
}

/** The values to be masked, by the command's manifest. */
export const secretInputs = (command: Manifest, env: Env): readonly string[] =>
  optionsAt("github", command).flatMap((option) => ("secret" in option ? given(env, option.name) || [] : []));

function valueOf(option: Option, text: string): string | boolean | readonly string[] {
  if (option.type === "boolean") {
    // YAML 1.2 core, as the runner's own getBooleanInput: `yes` and `on` are texts.
    if (/^(?:true|True|TRUE)$/.test(text)) return true;
    if (/^(?:false|False|FALSE)$/.test(text)) return false;
    throw new UsageError(`The input ${option.name} is true or false, not "${text}".`);
  }
  if ("values" in option && !option.values.includes(text)) {
    const close = nearest(text, option.values);
    throw new UsageError(
      `The input ${option.name} cannot be "${text}"${close ? `; did you mean "${close}"?` : "."} Choose one of ${option.values.join(", ")}.`,
    );
  }
  return "multiple" in option
    ? text
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean)
    : text;
}
