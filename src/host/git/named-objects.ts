import type { Git } from "./git.ts";
import { readBlobs, readTypes } from "./read-blobs.ts";

/** What names of a repository stand for beside commits: tags with a text of their own, and files. */
export interface NamedObjects {
  readonly tags: readonly string[];
  readonly files: readonly NamedFile[];
}
export interface NamedFile {
  readonly id: string;
  /** The object that a name stands for, by which git shows the file. */
  readonly from: string;
  /** From the repository's top; absent where the name stands for the file itself. */
  readonly path?: string;
}

/**
 * Follows tags to what they are about: git lets one stand for another tag, a file or a folder as well, and whoever
 * fetches it gets that. Objects that are not here, and tags above a size, are passed over.
 * https://git-scm.com/docs/git-tag, read 2026-11-30.
 */
export async function namedBesideCommits(git: Git, names: readonly string[], largest: number): Promise<NamedObjects> {
  const tags: string[] = [];
  const files: NamedFile[] = [];
  const known = new Set<string>();
  for (let ids = names; ids.length > 0;) {
    const met: string[] = [];
    for (const [id, type] of readTypes(git, ids)) {
      if (known.has(id)) continue;
      known.add(id);
      if (type === "tag") met.push(id);
      else if (type === "blob") files.push({ id, from: id });
      else if (type === "tree") await addFiles(files, git, id);
    }
    for (const tag of met) tags.push(tag);
    ids = Array.from(readBlobs(git, met, largest)).flatMap(([, bytes]) => targetOf(bytes));
  }
  return { tags, files };
}

/** The first line of a tag: `object <id>`. */
function targetOf(tag: Uint8Array): readonly string[] {
  const [, id] = /^object ([0-9a-f]{40,64})\n/.exec(new TextDecoder().decode(tag.subarray(0, 128))) ?? [];
  return id === undefined ? [] : [id];
}

async function addFiles(files: NamedFile[], git: Git, tree: string): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  await git.stream(["ls-tree", "-r", "-z", "--full-tree", tree], (piece) => {
    const entries = (rest + decoder.decode(piece, { stream: true })).split("\0");
    rest = entries.pop() ?? "";
    for (const entry of entries) {
      const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      if (id !== undefined && path !== undefined) files.push({ id, from: tree, path });
    }
  });
}
