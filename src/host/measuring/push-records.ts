import { setTimeout as pause } from "node:timers/promises";
import { UsageError } from "../../model/usage-error.ts";
import { readBlobs } from "../git/read-blobs.ts";
import { writeCommit } from "../state/write-objects.ts";
import { RECORD_FILE } from "./read-tasks.ts";
import { LARGEST_RECORDS, recordFiles, recordRef, type RecordRepository } from "./record-branch.ts";

/** A file of records that a worker has written: its name on the branch, and its lines. */
export interface WrittenRecords {
  readonly name: string;
  readonly lines: readonly string[];
}

/** As often somebody else may be first: many workers push at once, and each of them comes to an end. */
const MOST_LOST = 50;
/** Milliseconds. */
const LONGEST_PAUSE = 2000;

/**
 * Adds to a branch of records what is not on it yet, and says how many lines those were. Who pushes a file again, as it
 * was or grown, adds what is new in it; two workers with files of one name add to one file. Throws UsageError where the
 * branch cannot be written.
 */
export async function pushRecords(
  repository: RecordRepository,
  branch: string,
  written: readonly WrittenRecords[],
): Promise<number> {
  const { git } = repository;
  const ref = recordRef(repository, branch);
  for (let lost = 0; lost < MOST_LOST; lost += 1) {
    const tip = await ref.tip();
    const files = tip === null ? [] : await recordFiles(git, tip, branch);
    const other = files.find(({ path }) => !RECORD_FILE.test(path));
    if (other)
      throw new UsageError(`${branch} is no branch of records: it has ${JSON.stringify(other.path.slice(0, 100))}.`);
    const tree = new Map(files.map((file) => [file.path, file]));
    const known = new Map(
      readBlobs(
        git,
        written.flatMap(({ name }) => tree.get(name)?.id ?? []),
        LARGEST_RECORDS,
      ),
    );
    let added = 0;
    const changes = new Map<string, string>();
    for (const { name, lines } of written) {
      const before = Buffer.from(known.get(tree.get(name)?.id ?? "") ?? []).toString();
      const there = new Set(before.split("\n"));
      const fresh = [...new Set(lines)].filter((line) => line.trim() !== "" && !there.has(line));
      if (fresh.length === 0) continue;
      added += fresh.length;
      const text = `${before === "" || before.endsWith("\n") ? before : `${before}\n`}${fresh.join("\n")}\n`;
      if (Buffer.byteLength(text) > LARGEST_RECORDS)
        throw new UsageError(
          `${name} would have more than ${LARGEST_RECORDS} bytes on ${branch}: begin a new file, such as one a day.`,
        );
      changes.set(name, text);
    }
    if (added === 0) return 0;
    const commit = await writeCommit(git, tip, tree, changes, `${added} task records`);
    if ((await ref.move(tip, commit)) === "written") return added;
    // Who lost at the same moment would lose again at the same moment.
    await pause(Math.random() * Math.min(LONGEST_PAUSE, 20 * 2 ** lost));
  }
  throw new UsageError(`Others wrote ${branch} ${MOST_LOST} times meanwhile. Run it again: nothing is added twice.`);
}
