import { type Manifest, type Option, optionsAt, summaryOf } from "../commands/command.ts";
import { wrap } from "../report/text/wrap.ts";
import { pageUrl, TOOL } from "../report/tool.ts";

/** `agent-ci --help`: what there is, and where to begin. */
export function helpOverview(commands: readonly Manifest[]): string {
  return `agent-ci ${TOOL.version}: checks repositories of AI agent configuration.

Usage: agent-ci <command> [options]

Commands:
${table(commands.map(({ name, summary }) => [name, summary]))}

Options:
${table([
  ["--version", "Print the version."],
  ["--help", "Print this, or the help of a command."],
])}

Begin with \`agent-ci check\`. ${TOOL.url}
`;
}

/** \`agent-ci <command> --help\`. */
export function help(command: Manifest): string {
  const { name, summary, description, positionals, examples } = command;
  const options = optionsAt("terminal", command);
  const usage = ["agent-ci", name, ...positionals.map(shape), ...(options.length > 0 ? ["[options]"] : [])].join(" ");
  const parts = [
    [summary, ...paragraphs(description ?? "")].flatMap((text) => wrap(linked(text), WIDTH)).join("\n"),
    `Usage: ${usage}`,
    positionals.length > 0 && `Arguments:\n${table(positionals.map((one) => [`<${one.name}>`, one.summary]))}`,
    options.length > 0 && `Options:\n${table(options.map((one) => [flag(one), explain(command, one)]))}`,
    examples.length > 0 && `Examples:\n${table(examples.map(({ line, does }) => [line, does]))}`,
  ];
  return `${parts.filter((part) => part !== false).join("\n\n")}\n`;
}

/** A line of a manifest goes on in the next one, but where a sentence ends with it. */
const paragraphs = (text: string): readonly string[] =>
  text === "" ? [] : text.replaceAll(/(?<!\.)\n/g, " ").split("\n");

function shape({ name, optional, multiple }: Manifest["positionals"][number]): string {
  const shown = multiple ? `${name}...` : name;
  return optional ? `[${shown}]` : `<${shown}>`;
}

function flag(option: Option): string {
  if (option.type === "boolean") return `--${option.name}`;
  return `--${option.name} <${"values" in option ? "choice" : option.value}>`;
}

function explain(command: Manifest, option: Option): string {
  const summary = summaryOf(command, option);
  return "values" in option ? `${summary} One of ${option.values.join(", ")}.` : summary;
}

/** Pages of the documentation by their address: what npm installs has no folder of them. */
const linked = (text: string): string =>
  text.replaceAll(/\bdocs\/([a-z-]+)\.md\b/g, (_, page: string) => pageUrl(page));

/** Columns, as reports have them. */
const WIDTH = 100;

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  const margin = "".padEnd(width + 4);
  return rows
    .map(([left, right]) => `  ${left.padEnd(width)}  ${wrap(linked(right), WIDTH - width - 4).join(`\n${margin}`)}`)
    .join("\n");
}
