import type { Change } from "../model/rule.ts";
import type { ChangedArtifact } from "./changed-artifacts.ts";

/** Which of the changed artifacts the documents that change with them speak of, by name. */
export interface Documented {
  /** Documents that change, or are new. */
  readonly documents: readonly string[];
  /** Names that none of them holds. */
  readonly missing: readonly string[];
}

/** Texts for people: they are no agent configuration, and lie where people look. */
const DOCUMENT = /^(?:(?:[^/]+\/)*(?:README|CHANGELOG)[^/]*\.md|(?:docs?|documentation)\/.*\.(?:md|rst|adoc|txt))$/i;

/**
 * Changed artifacts that are looked for by name.
 * Whoever changes more than this at once does not describe it name by name.
 */
const MOST_NAMES = 200;

export function documented({ base, head }: Change, changed: readonly ChangedArtifact[]): Documented {
  const own = new Set(head.artifacts.map(({ path }) => path));
  const names = [...new Set(changed.map(nameOf))];
  const wanted = names.length > MOST_NAMES ? [] : names.map((name) => name.toLowerCase());
  const spoken = new Set<string>();
  const documents = head.paths.flatMap(({ path, link }) => {
    if (link !== undefined || own.has(path) || !DOCUMENT.test(path)) return [];
    const text = head.source(path)?.text.toLowerCase();
    if (text === undefined) return [];
    const found = wanted.filter((name) => speaksOf(text, name));
    // To read the other side takes git: its size tells most, and what names nothing of the change proves nothing.
    const resized = base.entry(path)?.size !== head.entry(path)?.size;
    if (!resized && (found.length === 0 || base.source(path)?.text === head.source(path)?.text)) return [];
    for (const name of found) spoken.add(name);
    return [path];
  });
  return { documents: documents.sort(), missing: names.filter((name) => !spoken.has(name.toLowerCase())) };
}

/**
 * How people write of an artifact: a skill by its folder, an agent or command by its file, the rest by the file's name.
 */
export function nameOf({ kind, path }: Pick<ChangedArtifact, "kind" | "path">): string {
  const parts = path.split("/");
  const file = parts.at(-1) ?? path;
  const folder = parts.at(-2);
  if ((kind === "skill" || kind === "team-spec") && folder !== undefined) return folder;
  return /^(?:agent|agent-file|command|command-file|output-style)$/.test(kind)
    ? file.replace(/(?:\.agent|\.chatmode|\.prompt)?\.[a-z]+$/, "")
    : file;
}

/** Whether a text names something, as a whole word: `git` is not in `digits`. */
function speaksOf(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const [before, behind] = [text[at - 1] ?? " ", text[at + name.length] ?? " "];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(behind)) return true;
  }
  return false;
}
