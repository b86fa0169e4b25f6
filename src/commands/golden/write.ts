import { expectRehearsable } from "../../checks/rehearsal/expect-rehearsable.ts";
import {
  writeReferences,
  type Writing,
  type WrittenReference,
} from "../../checks/rehearsal/golden/write-references.ts";
import { findPlace } from "../../host/files/place.ts";
import { inPipeline } from "../../model/in-pipeline.ts";
import { UsageError } from "../../model/usage-error.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import type { GoldenValues } from "./golden.ts";
import { runningOf } from "./running.ts";

/** Writes references. 1 where one could not be: a case without one holds nobody to anything. */
export async function goldenWrite(
  writing: Writing,
  world: World,
  values: GoldenValues,
  target: string | undefined,
): Promise<number> {
  if (inPipeline(world.env))
    throw new UsageError(
      `golden ${writing} writes what a run gives over what it is held to: not in a pipeline. Run it on a machine of your own, and have the files reviewed.`,
    );
  expectRehearsable(world, findPlace(world.cwd, target).top, false);
  const workspace = await openWorkspace(world, target, values);
  const written = await writeReferences(world, workspace, writing, runningOf(world, workspace, values));
  world.out(guardLines(tell(writing, written)));
  return written.some(({ kind }) => kind === "refused") ? 1 : 0;
}

const WORDS = { written: "wrote", kept: "kept", refused: "did not write" } as const;

function tell(writing: Writing, written: readonly WrittenReference[]): string {
  if (written.length === 0)
    return writing === "record"
      ? "Every case has a reference. `agent-ci golden diff` compares with it; `agent-ci golden accept` takes another one over.\n"
      : "No case has a reference yet: agent-ci golden record\n";
  const lines = written.map(({ kind, path, why }) => `${WORDS[kind]} ${terminal(path)}: ${terminal(why)}`);
  const changed = written.filter(({ kind }) => kind === "written").length;
  if (changed > 0) lines.push("Read them before you commit them: from now on this is what is right.");
  return `${lines.join("\n")}\n`;
}
