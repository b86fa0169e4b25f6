import type { Artifact, MarkdownArtifact } from "../../model/artifact.ts";
import type { Link, Outline } from "../../model/outline.ts";
import { comesLater } from "../places/comes-later.ts";
import type { Repository } from "../../model/rule.ts";
import { folderOf, type Layout, layoutOf, pathFrom } from "../places/layout.ts";

/** A link to a file, taken apart. */
export interface LinkTarget {
  /** As written, decoded, without query and fragment; empty for a place in the same file. */
  readonly path: string;
  readonly anchor?: string;
}

const SCHEME = /^(?:[a-z][a-z0-9+.-]*:|\/\/|mention:)/i;

/** What a link's destination points at; undefined for URLs, `mailto:` and whatever else is no file. */
export function linkTarget(destination: string): LinkTarget | undefined {
  if (SCHEME.test(destination)) return undefined;
  const hash = destination.indexOf("#");
  const before = hash === -1 ? destination : destination.slice(0, hash);
  const anchor = hash === -1 ? undefined : decoded(destination.slice(hash + 1));
  return { path: decoded(before.replace(/\?.*$/s, "")), ...(anchor !== undefined && { anchor }) };
}

function decoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not an encoding at all: 100%
  }
}

const PLACEHOLDERS = [
  /[<>{}[\]*|…$]|\.\.\./,
  /(?:^|[/_.-])(?:path[/_-]to|your|my|some|example|foo|bar)(?=[/._-]|$)/i,
  /(?:^|[/_.-])0*(?:N{2,}|X{2,}|x{3,}|YYYY)(?=[/._-]|$)/,
  /[a-z]N(?=[/._-]|$)/,
  /(?:^|\/)(?:doc|file|filename|image|link|page|screenshot|thing|title|url)\.[a-z]+$/i,
  /(?:^|[/_-])name\.[a-z]+$/i,
];
const FILE = /\.[a-z0-9]{1,10}$|\/$|^\.{1,2}\//i;

/**
 * Whether a path certainly means a file that should be here: relative, with an extension, a slash at the end or `./` in
 * front. `url`, `{page}` and `path/to/file.md` stand for something that the reader has to put in.
 */
export function meansFile(path: string): boolean {
  return (
    FILE.test(path) && !path.startsWith("/") && !path.startsWith("~") && !PLACEHOLDERS.some((one) => one.test(path))
  );
}

const VARIABLES: readonly (readonly [prefix: RegExp, whose: "skillOf" | "pluginOf"])[] = [
  [/^\$\{CLAUDE_SKILL_DIR\}\/?/, "skillOf"],
  [/^\$\{CLAUDE_PLUGIN_ROOT\}\/?/, "pluginOf"],
];

/** Where a path may be meant from: the file's folder, its skill's, plugin's and project's, and the checked folder. */
export function placesOf(layout: Layout, from: string, path: string): readonly (string | undefined)[] {
  for (const [prefix, whose] of VARIABLES) {
    if (!prefix.test(path)) continue;
    const root = layout[whose](from);
    return root === undefined ? [] : [pathFrom(root, path.replace(prefix, "./"))];
  }
  const folders = [folderOf(from), layout.skillOf(from), layout.pluginOf(from), projectOf(from), ""];
  return [...new Set(folders)].flatMap((folder) => (folder === undefined ? [] : [pathFrom(folder, path)]));
}

/** The folder that has the folder of a client, or one of skills: where somebody works with them. */
const projectOf = (path: string): string | undefined =>
  /^(?:(.*)\/)?(?:skills|agents|commands|rules)\//.exec(path)?.[1]?.replace(/(?:^|\/)\.[^/]+$/, "");

/** Whether a path leads to something from one of the places it may be meant from. */
export function resolves(layout: Layout, from: string, path: string): boolean {
  return placesOf(layout, from, path).some((place) => place !== undefined && layout.has(place));
}

/** Whether a path with backslashes leads to something where they stand for slashes. */
export const isThereWithSlashes = (layout: Layout, from: string, path: string): boolean =>
  path.includes("\\") && resolves(layout, from, withSlashes(path));

/** A path as it is written everywhere but on Windows. */
export const withSlashes = (path: string): string => path.replaceAll(/\\+/g, "/");

/** What a documentation site serves a path without an ending from. */
const SERVED = [".md", ".mdx", "/README.md", "/index.md"];

/**
 * Whether a path leads to nothing from all the places that it may be meant from, and nothing may come there later. A
 * path that leaves the checked folder may mean anything.
 */
export function isMissing(layout: Layout, from: string, path: string): boolean {
  const places = placesOf(layout, from, path).filter((place) => place !== undefined);
  const bare = !/\.[a-z0-9]+$|\/$/i.test(path);
  return (
    places.length > 0 &&
    !places.some(
      (place) =>
        layout.has(place) || comesLater(layout, place) || (bare && SERVED.some((end) => layout.has(place + end))),
    )
  );
}

/** Whether a link's path leads out of the repository by every way to its file, and to no page of a forge. */
export const leavesRepository = (
  { prefix }: Repository,
  { path: own, ways = [own] }: Artifact,
  path: string,
): boolean =>
  path.startsWith("../") &&
  ways.every((way) => pathFrom(prefix + folderOf(way), path) === undefined) &&
  !OF_FORGE.test(path);

/** `../../wiki` of a file is the wiki of its repository; the words are those of GitHub and GitLab. */
const OF_FORGE =
  /^(?:\.\.\/)+(?:-\/|actions|blob|commits?|compare|discussions|issues|labels|merge_requests|milestones?|packages|projects|pulls?|raw|releases|security|tags|tree|wikis?)(?:\/|$)/;

const STEP = "../";

/** A path that leads out of the repository, with as many `../` less as lead to something that is there. */
export function withFewerSteps(repository: Repository, artifact: Artifact, path: string): string | undefined {
  if (!leavesRepository(repository, artifact, path)) return undefined;
  const layout = layoutOf(repository);
  const folder = folderOf(artifact.path);
  let steps = 0;
  while (path.startsWith(STEP, steps * STEP.length)) steps += 1;
  // With more of them than there are folders it still leads out, and a text may have as many as it is long.
  for (let kept = Math.min(steps - 1, folder === "" ? 0 : folder.split("/").length); kept >= 0; kept -= 1) {
    const rest = path.slice((steps - kept) * STEP.length);
    const place = rest === "" ? undefined : pathFrom(folder, rest);
    if (place !== undefined && layout.has(place)) return rest;
  }
  return undefined;
}

/**
 * The links of a Markdown file that `matters` says something about. The tree costs much more than a look at the text:
 * it is asked for only where something that looks like such a link is there.
 */
export function* linksWhere(
  artifact: MarkdownArtifact,
  matters: (target: LinkTarget) => boolean,
): Generator<{ readonly link: Link; readonly target: LinkTarget }> {
  if (candidatesIn(artifact)?.some(matters) === false) return;
  const outline = artifact.outline();
  const doubtful = doubtfulFrom(outline, artifact.source.text);
  for (const link of outline.links) {
    if (link.range.start >= doubtful) return;
    const target = linkTarget(link.destination);
    if (target && matters(target)) yield { link, target };
  }
}

/** Whether the words around a link say that what it leads to need not be here: a sample, or to be installed first. */
export const isExcused = (artifact: MarkdownArtifact, link: Link, target: LinkTarget): boolean =>
  isSample(artifact, link) || isInstalled(artifact, link, target);

/** Whether the line of a link says how to install what it leads to: `npx skills add owner/tools --skill lint`. */
function isInstalled({ source: { text } }: MarkdownArtifact, { range }: Link, { path }: LinkTarget): boolean {
  const names = path.split("/").filter((part) => !/^\.*$|\./.test(part));
  const line =
    text.slice(Math.max(0, range.start - AROUND), range.start).replace(/^.*\n/s, "") +
    (text.slice(range.end, range.end + AROUND).split("\n", 1)[0] ?? "");
  return Array.from(line.matchAll(/`[^`]+`/g), ([command]) => command.split(/[\s`@/]/)).some(
    (words) => /^(?:add|install)$/m.test(words.join("\n")) && names.some((name) => words.includes(name)),
  );
}

/**
 * Whether a link is a sample of what somebody writes into another file. It stands among words in quotation marks, as in
 * `write "See the [guide](../guide.md) for more"`, or what it is about is yet to be put in: `[a.md](a.md) - [Purpose]`.
 * A link that is quoted alone is one to follow.
 */
function isSample({ source: { text } }: MarkdownArtifact, { range }: Link): boolean {
  const before = text.slice(Math.max(0, range.start - AROUND), range.start).replace(/^.*\n/s, "");
  const [after = ""] = text.slice(range.end, range.end + AROUND).split("\n", 1);
  if (/^ {0,3}[-–—:] {0,3}\[[A-Z][^\]]*\](?![([:])/.test(after)) return true;
  const closes = (mark: string): boolean => after.indexOf(mark) !== -1;
  const straight = isOdd(before, '"') && closes('"') ? before.lastIndexOf('"') : -1;
  const curved = before.lastIndexOf("\u201c");
  const opened = curved > before.lastIndexOf("\u201d") && closes("\u201d") ? curved : straight;
  return opened !== -1 && /[\p{L}\p{N}]/u.test(before.slice(opened));
}

/** As far as a quotation is looked for: a line may be as long as its file. */
const AROUND = 500;

const isOdd = (text: string, mark: string): boolean => text.split(mark).length % 2 === 0;

const candidates = new WeakMap<MarkdownArtifact, readonly LinkTarget[] | "many">();

/**
 * Whatever looks like a link to a file, in code or not, each destination once; found once for all rules. Undefined: the
 * tree has to say.
 */
function candidatesIn(artifact: MarkdownArtifact): readonly LinkTarget[] | undefined {
  let known = candidates.get(artifact);
  if (!known) {
    const { source, body } = artifact;
    const found = destinations(source.text, body.start);
    known = found ? [...new Set(found)].flatMap((one) => linkTarget(one) ?? []) : "many";
    candidates.set(artifact, known);
  }
  return known === "many" ? undefined : known;
}

const DESTINATION = /\s*<?([^\s)>]+)/y;

/**
 * What may be the destination of a link or of a definition. Destinations overlap where marks follow each other without
 * a space: undefined where they are longer together than four times their text, and no list of them would be short.
 */
function destinations(text: string, start: number): readonly string[] | undefined {
  const found: string[] = [];
  let left = 4 * text.length;
  for (const mark of ["](", "]:"])
    for (let at = text.indexOf(mark, start); at !== -1; at = text.indexOf(mark, at + 2)) {
      DESTINATION.lastIndex = at + 2;
      const destination = DESTINATION.exec(text)?.[1] ?? "";
      left -= destination.length;
      if (left < 0) return undefined;
      if (destination !== "") found.push(destination);
    }
  return found;
}

/**
 * From where on nobody can tell what the author took for code. A fence that names its language inside an open one was
 * meant to open a block of its own: what is behind the outer one is doubtful. Where the outer one names no language and
 * every mark behind it has its pair, it was meant to close a block whose own first line is gone, and what stands in
 * front of it is that block.
 */
function doubtfulFrom({ fences }: Outline, text: string): number {
  for (const [place, { range, content, info }] of fences.entries()) {
    const opener = /^[`~]+/.exec(text.slice(range.start, range.start + 100))?.[0] ?? "";
    if (opener === "") continue;
    const marks = (from: string): readonly string[] =>
      Array.from(from.matchAll(MARKS), ([, mark = "", language = ""]) =>
        mark[0] === opener[0] && mark.length >= opener.length ? [language] : [],
      ).flat();
    if (!marks(content).some((language) => language !== "")) continue;
    const behind = marks(text.slice(range.start + opener.length));
    const opening = behind.filter((language) => language !== "").length;
    if (info === "" && behind.length === 2 * opening) return fences[place - 1]?.range.end ?? 0;
    return range.end;
  }
  return Infinity;
}

/** The lines that open a fence, with its language, or close one. */
const MARKS = /^[ \t]*(`{3,}|~{3,})[ \t]*([A-Za-z]?)/gm;
