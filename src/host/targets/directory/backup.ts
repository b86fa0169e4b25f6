import { lstatSync } from "node:fs";
import { dirname } from "node:path";
import type { Digest } from "../../../rollout/plan.ts";
import { packRelease, unpackRelease } from "../../../rollout/release/archive.ts";
import { readFile } from "../../files/read-file.ts";
import type { Disk } from "../disk.ts";
import { lookAtRelease } from "./look-at-release.ts";
import type { Store } from "./store.ts";
import { errorMessage } from "../../files/error-code.ts";

/**
 * Archives a release beside the others, and reads the archive back. Answers with why it cannot be relied on; undefined
 * where it can.
 */
export function backUp(disk: Disk, store: Store, digest: Digest): string | undefined {
  const path = store.backup(digest);
  const draft = `${path}.draft`;
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) && whyUnread(path, digest) === undefined) return undefined;
    const { contents, faults } = lookAtRelease(store.placed(digest), digest);
    if (!contents || faults.length > 0) return `the active release is not whole: ${faults.join("; ")}`;
    disk.makeFolder(dirname(path));
    disk.remove(draft);
    disk.write(draft, packRelease(contents), false);
    disk.rename(draft, path);
    disk.sync(dirname(path));
    return whyUnread(path, digest);
  } catch (error) {
    return errorMessage(error);
  }
}

/** Why an archive on the disk is not the release that it is called by. */
function whyUnread(path: string, digest: Digest): string | undefined {
  const found = readFile(path);
  if (!found.ok) return found.reason;
  const read = unpackRelease(found.bytes);
  if (!read.ok) return read.faults.join("; ");
  return read.value.digest === digest ? undefined : "it holds another release";
}
