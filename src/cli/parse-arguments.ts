import { parseArgs, type ParseArgsConfig } from "node:util";
import { type Manifest, type Option, optionsAt } from "../commands/command.ts";
import { nearest } from "../model/nearest.ts";
import { UsageError } from "../model/usage-error.ts";

export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | readonly string[]>>;
  readonly positionals: readonly string[];
}

/** Reads a command line by a command's manifest; throws UsageError with the nearest right word. */
export function parseArguments(command: Manifest, argv: readonly string[]): Arguments {
  const options: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries(
    optionsAt("terminal", command).map((option) => [
      option.name,
      { type: option.type, multiple: "multiple" in option },
    ]),
  );
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  const unknown = tokens.find(
    (token) => token.kind === "option" && !optionsAt("terminal", command).some(({ name }) => name === token.name),
  );
  if (unknown?.kind === "option") throw unknownOption(command, unknown.rawName);
  const positionals = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  const unlimited = command.positionals.at(-1)?.multiple === true;
  const excess = unlimited ? undefined : positionals[command.positionals.length];
  if (excess !== undefined)
    throw new UsageError(`${command.name} takes ${allowed(command)}; "${excess}" is one too many.`);
  const empty = positionals.indexOf("");
  if (empty !== -1) {
    const { name, summary, optional } = command.positionals[Math.min(empty, command.positionals.length - 1)] ?? {};
    // What a script makes of a variable that nobody set: not a word for everything.
    throw new UsageError(`<${name}> is empty. ${optional ? "Leave it out, or say which" : "Say which"}: ${summary}`);
  }
  const missing = command.positionals.slice(positionals.length).find(({ optional }) => !optional);
  if (missing) throw new UsageError(`${command.name} needs <${missing.name}>: ${missing.summary}`);

  const values: Record<string, string | boolean | string[]> = {};
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = optionsAt("terminal", command).find(({ name }) => name === token.name);
    if (!option) continue;
    const swallowed = token.inlineValue === true ? undefined : optionIn(command, token.value);
    if (swallowed !== undefined && option.type !== "boolean")
      throw new UsageError(
        `--${option.name} needs a value: ${expected(option)}. Behind it stands --${swallowed}, which is an option; --${option.name}=--${swallowed} would make it the value.`,
      );
    const value = valueOf(option, token.value);
    if (!("multiple" in option)) values[option.name] = value;
    else values[option.name] = [...listOf(values[option.name]), String(value)];
  }
  return { values, positionals };
}

/** The option that a value is called like: who left the value out did not mean that. */
const optionIn = (command: Manifest, value: string | undefined): string | undefined =>
  optionsAt("terminal", command).find(({ name }) => value === `--${name}` || value?.startsWith(`--${name}=`))?.name;

const listOf = (value: string | boolean | string[] | undefined): string[] => (Array.isArray(value) ? value : []);

function valueOf(option: Option, value: string | undefined): string | boolean {
  if (option.type === "boolean") {
    if (value !== undefined) throw new UsageError(`--${option.name} takes no value.`);
    return true;
  }
  if (value === undefined) throw new UsageError(`--${option.name} needs a value: ${expected(option)}.`);
  // An empty one is what a script makes of a variable that nobody set.
  if (value === "") throw new UsageError(`--${option.name} is empty. It needs a value: ${expected(option)}.`);
  if ("values" in option && !option.values.includes(value)) {
    const close = nearest(value, option.values);
    throw new UsageError(
      `--${option.name} cannot be "${value}"${close ? `; did you mean "${close}"?` : "."} Choose one of ${expected(option)}.`,
    );
  }
  return value;
}

const expected = (option: Exclude<Option, { type: "boolean" }>): string =>
  "values" in option ? option.values.join(", ") : `<${option.value}>`;

function unknownOption(command: Manifest, raw: string): UsageError {
  const typed = raw.replace(/^-+/, "");
  const names = optionsAt("terminal", command).map((option) => option.name);
  const close = nearest(typed, names) ?? names.find((name) => name.endsWith(`-${typed}`));
  return new UsageError(
    `${command.name} has no option ${raw}.${close ? ` Did you mean --${close}?` : ""} \`agent-ci ${command.name} --help\` lists them.`,
  );
}

function allowed({ positionals }: Manifest): string {
  return positionals.length === 0 ? "no arguments" : positionals.map(({ name }) => `<${name}>`).join(" ");
}
