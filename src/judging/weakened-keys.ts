import { commitFiles } from "../host/git/commit-files.ts";
import { readInside } from "../host/files/read-file.ts";
import { folderOf } from "../inventory/places/layout.ts";
import { PUBLIC_KEYS, readKeys } from "../ledger/keys.ts";
import type { VerifyingKey } from "../ledger/note.ts";
import type { Contents } from "../model/ports.ts";
import type { Workspace } from "../workspace/workspace.ts";

/**
 * Who may sign states of rollouts after the merge and could not before, in words; nothing where nobody could. The keys
 * lie at the repository's top, wherever the configuration does.
 */
export function addedKeys({ policy, place: { git, top } }: Workspace): readonly string[] {
  if (!git || policy.commit === undefined) return [];
  const now = keysOf(readInside(top, PUBLIC_KEYS));
  if (now.length === 0) return [];
  const folder = `${folderOf(PUBLIC_KEYS)}/`;
  const before = keysOf(commitFiles(git, policy.commit, folder).read(PUBLIC_KEYS.slice(folder.length)));
  if (before.length === 0) return [];
  const isKnown = ({ name, key }: VerifyingKey): boolean =>
    before.some((one) => one.name === name && one.key.equals(key));
  return now
    .filter((one) => !isKnown(one))
    .map(({ name, id }) => `Whoever has the private key of ${name}+${id} can sign states of rollouts after the merge`);
}

function keysOf(contents: Contents): readonly VerifyingKey[] {
  const read = contents.ok ? readKeys(Buffer.from(contents.bytes).toString()) : { keys: [] };
  return "keys" in read ? read.keys : [];
}
