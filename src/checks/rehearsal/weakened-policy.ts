import { policyWeakened } from "../../check/rules.ts";
import type { Found } from "../../check/found.ts";
import type { Repository } from "../../model/rule.ts";
import { weakenedScenarios } from "../../rehearsal/scenarios/weakened-scenarios.ts";
import { stringOf } from "../../model/json.ts";
import { policySide } from "../../workspace/policy-side.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { pathBeside } from "./beside-of.ts";
import { scenariosOf } from "./scenarios-of.ts";
import { recordingFolder } from "./unused-recordings.ts";

/**
 * What the change asks of its agents less than the target branch does; nothing where the folder's own policy judges.
 */
export async function weakenedPolicy(workspace: Workspace): Promise<readonly Found[]> {
  if (!workspace.own) return [];
  const head = await workspace.sides.head({ outline: false });
  const side = await policySide(workspace);
  if (side === head) return [];
  const [before, after] = [scenariosOf(side, { head }), scenariosOf(head)];
  const unread = new Set(after.invalid.flatMap(({ finding }) => finding.artifact?.path ?? []));
  const known = before.scenarios.filter(({ path }) => !unread.has(path)); // what is wrong with those is said already
  const goldens = known.flatMap((one) =>
    one.expect.flatMap(({ type, params }) =>
      type === "golden" || type === "json-schema" ? (pathBeside(one, stringOf(params["value"])) ?? []) : [],
    ),
  );
  const folders = new Set(known.flatMap((one) => recordingFolder(one) ?? []));
  const told = [
    ...weakenedScenarios(known, after.scenarios),
    ...[...new Set(goldens)].flatMap((path) => changedFile(path, side, head)),
    ...[...folders].flatMap((folder) => changedFolder(folder, side, head)),
  ];
  return told.map(({ path, message }) => ({
    rule: policyWeakened,
    finding: { message, ...(head.entry(path) && { path }) },
  }));
}

interface Told {
  readonly path: string;
  readonly message: string;
}

function changedFile(path: string, side: Repository, head: Repository): readonly Told[] {
  const [was, is] = [side.source(path)?.text, head.source(path)?.text];
  return was === undefined || was === is
    ? []
    : [{ path, message: `${path} says something else of what is expected than before.` }];
}

/** Recordings stand for the model: who replaces them decides what it says. */
function changedFolder(folder: string, side: Repository, head: Repository): readonly Told[] {
  const below = folder === "" ? "" : `${folder}/`;
  const paths = side.paths.flatMap(({ path }) => (path.startsWith(below) && path.endsWith(".json") ? [path] : []));
  const gone = paths.filter((path) => head.source(path) === undefined).length;
  const changed = paths.filter((path) => {
    const is = head.source(path)?.text;
    return is !== undefined && is !== side.source(path)?.text;
  }).length;
  if (gone + changed === 0) return [];
  return [{ path: folder, message: `Recordings in ${folder}: ${changed} changed, ${gone} removed.` }];
}
