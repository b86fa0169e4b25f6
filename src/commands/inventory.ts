import { countArtifacts } from "../check/measure.ts";
import type { Artifact } from "../model/artifact.ts";
import { withNoun } from "../model/numbers.ts";
import { guardLines, terminal } from "../report/escape/terminal.ts";
import { safeJson } from "../report/escape/json.ts";
import { type Command, defineCommand } from "./command.ts";
import { configOption, listFormat, pathArgument as target } from "./options.ts";
import { openWorkspace } from "../workspace/workspace.ts";
import { group } from "../model/group.ts";

export const inventoryCommand: Command = defineCommand({
  name: "inventory",
  summary: "List the agent configuration that is recognised, by kind.",
  positionals: [target],
  options: [listFormat, configOption],
  examples: [
    { line: "agent-ci inventory", does: "what agent-ci sees here" },
    { line: "agent-ci inventory --format json", does: "the same for a program" },
  ],
  async run(world, values, [folder]) {
    const workspace = await openWorkspace(world, folder, values);
    const repository = await workspace.sides.head({ outline: false });
    const artifacts = repository.artifacts.filter(({ path: at }) => workspace.place.selects(at));
    world.out(values.format === "json" ? asJson(artifacts) : guardLines(asText(artifacts)));
    return 0;
  },
});

function asJson(artifacts: readonly Artifact[]): string {
  const listed = artifacts.map(({ kind, path, dialect, syntax, source }) => ({
    kind,
    path,
    ...(dialect && { dialect }),
    syntax,
    bytes: source.bytes,
  }));
  return safeJson({ version: 1, ...countArtifacts(artifacts), list: listed });
}

function asText(artifacts: readonly Artifact[]): string {
  if (artifacts.length === 0) return "No agent configuration was found.\n";
  const groups = [...group(artifacts, ({ kind }) => kind)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = groups.flatMap(([kind, all]) => [
    `${kind} (${all.length})`,
    ...all.map(({ path, dialect }) => `  ${terminal(path)}${dialect ? `  ${dialect}` : ""}`),
    "",
  ]);
  const files = countArtifacts(artifacts).artifacts;
  return `${lines.join("\n")}\n${withNoun(files, "file")}\n`;
}
