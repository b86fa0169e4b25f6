import { references } from "../context/skill-parts.ts";
import type { Artifact } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";
import { READ_KINDS, type TokenClass } from "./classes.ts";
import type { Counter } from "./counter.ts";

/** A file that may reach a model, whole. */
export interface TextFile {
  readonly class: TokenClass;
  readonly path: string;
  readonly text: string;
  readonly bytes: number;
  readonly artifact?: Artifact;
}
export interface CountedFile extends TextFile {
  readonly tokens: number;
}

/** Every file of a repository that a model may read, by path; links count as what they lead to, once. */
export function readFiles(repository: Repository): readonly TextFile[] {
  const files = new Map<string, TextFile>();
  for (const artifact of repository.of(...READ_KINDS)) {
    const { kind, path, source, again } = artifact;
    if (!again) files.set(path, { class: kind, path, text: source.text, bytes: source.bytes, artifact });
  }
  for (const skill of repository.of("skill"))
    for (const { path, text } of references(repository, skill))
      if (!files.has(path)) files.set(path, { class: "reference", path, text, bytes: Buffer.byteLength(text) });
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

export async function countFiles(files: readonly TextFile[], counter: Counter): Promise<readonly CountedFile[]> {
  const counts = await counter.count(files.map(({ text }) => text));
  return files.map((file, index) => ({ ...file, tokens: counts[index] ?? 0 }));
}
