import { join } from "node:path";
import { readDataFile } from "../../host/files/read-data-file.ts";
import { writeInside } from "../../host/files/write-whole.ts";
import { UsageError } from "../../model/usage-error.ts";
import { fromPromptfoo } from "../../rehearsal/scenarios/from-promptfoo.ts";
import { showLines } from "../../report/escape/terminal.ts";
import type { World } from "../../workspace/world.ts";

const LARGEST = 4 * 1024 * 1024;
const FOLDER = "scenarios";

/**
 * Writes the scenarios that a configuration of promptfoo makes, and says what is left out of them. Replaces nothing.
 */
export function importPromptfoo(world: World, file: string): number {
  const data = readDataFile(world.cwd, file, LARGEST);
  const read = data.ok ? fromPromptfoo(data.text) : data;
  if (!read.ok)
    throw new UsageError(
      `--import ${file}: ${read.reason}. Give a promptfooconfig.yaml with \`prompts:\` and \`tests:\`.`,
    );
  const there = [...read.files.keys()].filter((name) => readDataFile(world.cwd, join(FOLDER, name), LARGEST).ok);
  if (there.length > 0)
    throw new UsageError(
      `--import ${file}: ${there.map((name) => `${FOLDER}/${name}`).join(", ")} is there already. Move it away first.`,
    );
  for (const [name, text] of read.files) {
    const refused = writeInside(world.cwd, `${FOLDER}/${name}`, text);
    if (refused !== undefined) throw new UsageError(`Cannot write "${FOLDER}/${name}": ${refused}.`);
    world.out(`wrote ${FOLDER}/${name}\n`);
  }
  for (const left of read.leftOut) world.out(showLines([`left out ${left}`]));
  return 0;
}
