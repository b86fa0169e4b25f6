import { citations } from "../model/citation.ts";
import type { ExampleFiles, Rule } from "../model/rule.ts";
import { UsageError } from "../model/usage-error.ts";
import { showHidden } from "../report/escape/hidden.ts";
import { ruleUrl } from "../report/tool.ts";
import { type Command, defineCommand } from "./command.ts";
import { nearestRule, rulesNamed } from "./chosen-rules.ts";
import { registry } from "../judging/registry.ts";

export const explainCommand: Command = defineCommand({
  name: "explain",
  summary: "Explain a rule: why it is there, what happens if it is ignored, with examples.",
  positionals: [{ name: "rule", summary: "The rule's id, such as skill/name-format, its last part, or a group." }],
  options: [],
  examples: [
    { line: "agent-ci explain skill/name-format", does: "all about one rule" },
    { line: "agent-ci explain name-format", does: "the same" },
  ],
  async run(world, _values, [id = ""]) {
    const named = rulesNamed(id);
    const [first, ...others] = registry.filter((one) => named.includes(one.id));
    if (!first) {
      const close = nearestRule(id);
      throw new UsageError(
        `There is no rule "${id}".${close ? ` Did you mean "${close}"?` : ""} \`agent-ci rules\` lists them.`,
      );
    }
    const lines = [first, ...others].map((one) => `${one.id}  ${one.summary}\n`).join("");
    // Examples of hidden characters would be hidden.
    world.out(
      showHidden(
        others.length === 0 ? render(first) : `${lines}\nagent-ci explain <rule> says all about one of these.\n`,
        "\n",
      ),
    );
    return 0;
  },
});

function render(rule: Rule): string {
  const clients = Object.entries(rule.severityFor ?? {}).map(([client, severity]) => `${severity} for ${client}`);
  const former = Object.entries(rule.optionAliases ?? {});
  const options = Object.entries(rule.options).map(([name, value]) => {
    const names = former.flatMap(([before, now]) => (now === name ? [before] : []));
    return `${name} = ${JSON.stringify(value)}${names.length > 0 ? ` (formerly ${names.join(", ")})` : ""}`;
  });
  return `${[
    `${rule.id}  ${[rule.severity, ...clients].join(", ")}`,
    ...(rule.aliases ? [`Formerly: ${rule.aliases.join(", ")}`] : []),
    rule.summary,
    rule.why,
    `If it stays: ${rule.consequence}`,
    `What to do: ${rule.help}`,
    ...(options.length > 0 ? [`Options: ${options.join(", ")}`] : []),
    ...rule.examples.map(
      ({ because, files, reports }) =>
        `${reports ? "Reported" : "Accepted"}: ${because}\n${indent(show(files))}${reports ? `\n${indent(reports.join("\n"), "  > ")}` : ""}`,
    ),
    ...new Set((rule.sources ?? []).flatMap((source) => citations(source).map((one) => `Source: ${one}`))),
    ruleUrl(rule.id),
  ].join("\n\n")}\n`;
}

/** Examples that must be long to be examples (65 characters, 4 MiB) are cut for the reader. */
const WIDEST = 100;

function show(files: ExampleFiles): string {
  return Object.entries(files)
    .map(([path, content]) => {
      if (content === null) return `${path} (cannot be read)`;
      if (typeof content === "object" && "link" in content) return `${path} -> ${content.link}`;
      if (typeof content === "object" && "submodule" in content)
        return `${path} (another repository at ${content.submodule.slice(0, 7)})`;
      if (typeof content === "object" && "unseen" in content) return `${path} (not looked at)`;
      if (typeof content !== "string") return `${path} (bytes ${Buffer.from(content).toString("hex")})`;
      const lines = content.trimEnd().split("\n");
      return [path, ...lines.map((line) => (line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line))].join("\n");
    })
    .join("\n");
}

const indent = (text: string, by = "    "): string => text.replaceAll(/^/gm, by);
