import { grantedValues } from "../inventory/authority/granted-values.ts";
import { hooksOf } from "../inventory/hooks/hooks.ts";
import { mcpServersOf } from "../inventory/manifests/mcp-servers.ts";
import { folderOf, type Layout, layoutOf, pathFrom } from "../inventory/places/layout.ts";
import type { Artifact } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";
import { importedFiles } from "./imports/import-problems.ts";

const known = new WeakMap<Repository, readonly string[]>();

/** The files that are no artifacts, and that instructions import or configuration starts. */
export function namedTexts(repository: Repository): readonly string[] {
  const before = known.get(repository);
  if (before) return before;
  const layout = layoutOf(repository);
  const own = new Set(repository.artifacts.map(({ path }) => path));
  const started = repository.artifacts.flatMap((artifact) =>
    commandsOf(artifact).flatMap((command) => filesIn(command, artifact, layout, repository)),
  );
  const named = [...new Set([...importedFiles(repository), ...started])].filter((path) => !own.has(path)).sort();
  known.set(repository, named);
  return named;
}

/** Everything that an artifact has a client start. */
function commandsOf(artifact: Artifact): readonly string[] {
  return [
    ...(hooksOf(artifact)?.hooks ?? []).flatMap(({ commands }) => commands.map(({ value }) => value)),
    ...mcpServersOf(artifact).map(({ command, args }) =>
      [command, ...args].flatMap((word) => word?.value ?? []).join(" "),
    ),
    ...grantedValues(artifact).flatMap(({ starts }) => starts ?? []),
  ];
}

/** Words that may be paths, without the variable that they begin with. */
const WORD = /[^\s`;&|<>()=]+/g;
const VARIABLE = /^\$\{?[A-Z_]+\}?\//;
/** Nobody writes a command with more words. */
const MOST_WORDS = 200;

/** The files of the repository that a command names: from the top, from its plugin, or from beside its file. */
function filesIn(command: string, { path }: Artifact, layout: Layout, { entry }: Repository): readonly string[] {
  const words = (command.replaceAll(/["']/g, "").match(WORD) ?? [])
    .slice(0, MOST_WORDS)
    .map((word) => word.replace(VARIABLE, ""));
  const folders = new Set(["", folderOf(path), folderOf(folderOf(path)), layout.pluginOf(path) ?? ""]);
  return words.flatMap((word) => {
    if (!/[./]/.test(word) || word.startsWith("/") || word.startsWith("-")) return [];
    const places = [...folders].flatMap((folder) => pathFrom(folder, word) ?? []);
    return places.filter((place) => place !== "" && entry(place)?.type === "file");
  });
}
