import { grantedValues } from "../../inventory/authority/granted-values.ts";
import { commandsIn } from "../../inventory/authority/injected-commands.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { pluginManifest } from "../../inventory/manifests/plugins.ts";
import { folderOf, type Layout, layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import type { Artifact, Kind } from "../../model/artifact.ts";
import type { DataNode } from "../../model/data.ts";
import type { Repository } from "../../model/rule.ts";
import { importedFiles } from "../imports/import-problems.ts";

const known = new WeakMap<Repository, readonly string[]>();

/** The files that are no artifacts, and that instructions import or configuration names. */
export function namedTexts(repository: Repository): readonly string[] {
  const before = known.get(repository);
  if (before) return before;
  const layout = layoutOf(repository);
  const own = new Set(repository.artifacts.map(({ path }) => path));
  const isFile = fileTest(repository);
  const started = repository.artifacts.flatMap((artifact) => {
    const folders = foldersFor(artifact, layout);
    return textsOf(artifact).flatMap((text) => filesIn(text, folders, isFile));
  });
  const named = [...new Set([...importedFiles(repository), ...started])].filter((path) => !own.has(path)).sort();
  known.set(repository, named);
  return named;
}

/** Those, and what lies in the folders of skills, by links as well: all that agents read beside artifacts. */
export function readTexts(repository: Repository): readonly string[] {
  const { skillOf } = layoutOf(repository);
  const own = new Set(repository.artifacts.map(({ path, file = path }) => file));
  const read = new Set(namedTexts(repository));
  const add = (way: string, file: string): void => {
    if (!own.has(file) && skillOf(way) !== undefined) read.add(file);
  };
  for (const { path, link } of repository.paths) if (link === undefined) add(path, path);
  for (const [way, file] of repository.linked) add(way, file);
  return [...read].sort();
}

/** Configuration in which every value may be the path of a file: a program, instructions, a prompt, a role. */
export const CONFIGURATION: ReadonlySet<Kind> = new Set([
  "settings",
  "hooks",
  "mcp",
  "plugin",
  "marketplace",
  "environment",
  "agent-file",
  "language-servers",
  "monitors",
]);

/** Whether an artifact can make others configuration, or have clients read them. */
export const mayName = (artifact: Artifact): boolean =>
  CONFIGURATION.has(artifact.kind) ||
  (artifact.kind === "instructions" && artifact.source.text.includes("@")) ||
  textsOf(artifact).length > 0;

/** The files that are no artifacts, and that clients start, each with an artifact that has them started. */
export function startedFiles(repository: Repository): ReadonlyMap<string, string> {
  const layout = layoutOf(repository);
  const own = new Set(repository.artifacts.map(({ path }) => path));
  const isFile = fileTest(repository);
  const started = new Map<string, string>();
  for (const artifact of repository.artifacts) {
    const folders = foldersFor(artifact, layout);
    const commands = [...commandsOf(artifact), ...grantedValues(artifact).flatMap(({ starts }) => starts ?? [])];
    for (const path of commands.flatMap((command) => filesIn(command, folders, isFile)))
      if (!own.has(path) && !started.has(path)) started.set(path, artifact.path);
    for (const path of binariesOf(artifact, layout)) if (!started.has(path)) started.set(path, artifact.path);
  }
  return started;
}

/** The programs of a plugin of Claude Code, which it lists as `bin` and finds on the PATH of its commands. */
function binariesOf(artifact: Artifact, { below }: Layout): readonly string[] {
  const manifest = artifact.kind === "plugin" ? pluginManifest(artifact) : undefined;
  if (manifest?.dialect !== "claude-code") return [];
  const folder = pathFrom(manifest.root, "bin");
  return folder === undefined ? [] : below(folder).filter((path) => folderOf(path) === folder);
}

/** What an artifact says that may name files for a client to start or load. */
const textsOf = (artifact: Artifact): readonly string[] =>
  "data" in artifact && CONFIGURATION.has(artifact.kind) ? [...strings(artifact.data)] : commandsOf(artifact);

/** The commands of hooks and servers, and those that run while a text is loaded. */
function commandsOf(artifact: Artifact): readonly string[] {
  return [
    ...(hooksOf(artifact)?.hooks ?? []).flatMap(({ commands }) => commands.map(({ value }) => value)),
    ...mcpServersOf(artifact).map(({ command, args }) =>
      [command, ...args].flatMap((word) => word?.value ?? []).join(" "),
    ),
    ...commandsIn(artifact).map(({ command }) => command),
  ];
}

function* strings(node: DataNode | undefined): Generator<string> {
  if (node?.kind === "string") yield node.value;
  else if (node?.kind === "list") for (const item of node.items) yield* strings(item);
  else if (node?.kind === "map") for (const { key, value } of node.entries) if (!PROSE.has(key)) yield* strings(value);
}

/** What manifests say to people: no client takes it for a path. */
const PROSE: ReadonlySet<string> = new Set(["description", "keywords", "author", "license", "version", "homepage"]);

/** Words that may be paths, without the variable that they begin with, or what says that they are one. */
const WORD = /[^\s`;&|<>()=]+/g;
const VARIABLE = /^(?:\$\{?[A-Z_]+\}?\/|\{file:|file:(?:\/\/)?)/;
/** Nobody writes a command with more words. */
const MOST_WORDS = 200;

/** What is left out of the listing is asked for one by one, and no more often than this. */
const MOST_UNLISTED = 5000;

function fileTest({ paths, entry }: Repository): (path: string) => boolean {
  const listed = new Set(paths.flatMap(({ path, link }) => (link === undefined ? [path] : [])));
  const asked = new Map<string, boolean>();
  const folders = new Map<string, boolean>([["", true]]);
  const isFolder = (path: string): boolean => {
    const is = folders.get(path) ?? entry(path)?.type === "directory";
    folders.set(path, is);
    return is;
  };
  return (path) => {
    if (listed.has(path)) return true;
    // Words of prose are looked for on no disk: what only this machine has is no attack of a change.
    if (/[.,:;!?]$/.test(path) || !isFolder(folderOf(path))) return false;
    const before = asked.get(path);
    if (before !== undefined || asked.size === MOST_UNLISTED) return before === true;
    const isFile = entry(path)?.type === "file";
    asked.set(path, isFile);
    return isFile;
  };
}

/** From where an artifact's paths may count: the top, its plugin, its own folder and the one above. */
const foldersFor = ({ path }: Artifact, layout: Layout): ReadonlySet<string> =>
  new Set(["", folderOf(path), folderOf(folderOf(path)), layout.pluginOf(path) ?? ""]);

/** A word without either is no path. */
const PATH_SIGN = /[./]/;

/** The files of the repository that a text names. */
function filesIn(text: string, folders: ReadonlySet<string>, isFile: (path: string) => boolean): readonly string[] {
  if (!PATH_SIGN.test(text)) return [];
  const words = (text.replaceAll(/["']/g, "").match(WORD) ?? [])
    .slice(0, MOST_WORDS)
    .map((word) => word.replace(VARIABLE, "").replace(/\}$/, ""));
  const entered = words.flatMap((word, at) => (words[at - 1] === "cd" ? word : []));
  const around = [...folders, ...entered.flatMap((word) => [...folders].flatMap((one) => pathFrom(one, word) ?? []))];
  return words.flatMap((word) => {
    if (!PATH_SIGN.test(word) || word.startsWith("/") || word.startsWith("-")) return [];
    const places = around.flatMap((folder) => pathFrom(folder, word) ?? []);
    return places.filter((place) => place !== "" && isFile(place));
  });
}
