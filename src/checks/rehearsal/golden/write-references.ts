import { join } from "node:path";
import { writeInside } from "../../../host/files/write-whole.ts";
import { UsageError } from "../../../model/usage-error.ts";
import { type GoldenCase, referencePath } from "../../../rehearsal/golden/golden-set.ts";
import { differencesOf, type RanGolden } from "../../../rehearsal/golden/judge-golden.ts";
import { type ReadReference, renderReference } from "../../../rehearsal/golden/reference.ts";
import { takeReference } from "../../../rehearsal/golden/take-reference.ts";
import type { Workspace } from "../../../workspace/workspace.ts";
import type { World } from "../../../workspace/world.ts";
import { chosenCases, type ChosenCase } from "./chosen-cases.ts";
import { goldenSetsOf, NO_SET, referenceIn } from "./golden-sets.ts";
import { type GoldenRunning, runGolden } from "./run-golden.ts";

/** `record`: of cases that have no reference of their version; `accept`: of those that differ from theirs. */
export type Writing = "record" | "accept";

/** What became of the reference of a case. */
export interface WrittenReference {
  readonly id: string;
  readonly path: string;
  readonly kind: "written" | "kept" | "refused";
  /** In a sentence without its end: how many runs are like it, or why it was not written. */
  readonly why: string;
}

interface Asked extends GoldenRunning {
  readonly cases?: readonly string[];
}

/** Runs cases of the checked folder, and writes what they give as their references. Throws UsageError. */
export async function writeReferences(
  world: World,
  workspace: Workspace,
  writing: Writing,
  asked: Asked,
): Promise<readonly WrittenReference[]> {
  const head = await workspace.sides.head({ outline: false });
  const { sets, invalid, files, scenarioOf } = goldenSetsOf(head);
  if (invalid.length > 0)
    throw new UsageError(invalid.map(({ finding }) => `${finding.path ?? ""}: ${finding.message}`));
  if (files.length === 0) throw new UsageError(NO_SET);
  const meant = chosenCases(sets, asked.cases, false).filter(({ golden }) =>
    isMeant(writing, golden, referenceIn(head, golden)),
  );
  const ran = await runGolden(world, workspace, meant, { side: head, scenarioOf }, asked);
  const written: WrittenReference[] = [];
  for (const [at, one] of meant.entries()) {
    const run = ran[at];
    if (run) written.push(await write(workspace, writing, one, run, referenceIn(head, one.golden)));
  }
  return written;
}

/** What was recorded stays until somebody accepts another one; what has not been recorded cannot differ. */
function isMeant(writing: Writing, { version }: GoldenCase, read: ReadReference | undefined): boolean {
  const isThere = read?.ok === true && read.reference.version === version;
  return writing === "accept" ? isThere : !isThere;
}

async function write(
  { place: { top, prefix } }: Workspace,
  writing: Writing,
  { golden }: ChosenCase,
  run: RanGolden,
  read: ReadReference | undefined,
): Promise<WrittenReference> {
  const path = referencePath(golden);
  const of = { id: golden.id, path };
  if (writing === "accept" && read?.ok && run.runs.length > 0) {
    const { facts } = read.reference;
    const all = await Promise.all(run.runs.map((one) => differencesOf(golden, one, facts)));
    if (all.every(({ length }) => length === 0)) return { ...of, kind: "kept", why: "nothing differs" };
  }
  const taken = await takeReference(run);
  if (!taken.ok) return { ...of, kind: "refused", why: taken.reason };
  const refused = writeInside(join(top, prefix), path, renderReference(taken.reference));
  if (refused !== undefined) throw new UsageError(`Cannot write "${path}": ${refused}.`);
  const { met, runs } = taken.reference;
  return { ...of, kind: "written", why: `${met} of ${runs} runs are like it` };
}
