import { join } from "node:path";
import { planSync, type SyncPlan } from "../../checks/cost/plan-sync.ts";
import { PROFILE } from "../../cost/profile/profile.ts";
import { type PlannedKey, type PlannedWork, shownEntry } from "../../cost/sync/planned-work.ts";
import type { ProfileEntry } from "../../cost/sync/put-entry.ts";
import { readInside } from "../../host/files/read-file.ts";
import { writeInside } from "../../host/files/write-whole.ts";
import { UsageError } from "../../model/usage-error.ts";
import { safeJson } from "../../report/escape/json.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import type { CostValues } from "./cost.ts";

/** Writes into the profile what logs say of it; with `--dry-run`, only says so. */
export async function costSync(world: World, values: CostValues, target: string | undefined): Promise<number> {
  const { logs = [], zone = "UTC", workflow, model } = values;
  if (logs.length === 0) throw new UsageError("cost sync reads logs: name a folder or a file of them with --logs.");
  const workspace = await openWorkspace(world, target, values);
  const folder = join(workspace.place.top, (workspace.own ?? workspace).policy.home);
  const before = profileIn(folder);
  const asked = { logs, zone, ...(workflow !== undefined && { workflow }), ...(model !== undefined && { model }) };
  const plan = await planSync(world, workspace, before, asked);
  const changes = plan.works.length > 0 && plan.text !== before;
  if (changes && values["dry-run"] !== true) {
    const held = before === undefined ? "nothing" : Buffer.from(before);
    const refused = writeInside(folder, PROFILE, plan.text, { before: held });
    if (refused !== undefined) throw new UsageError(`Cannot write ${PROFILE}: ${refused}.`);
  }
  const done = !changes ? "unchanged" : values["dry-run"] === true ? "planned" : "written";
  if (values.settings?.["format"] === "json") {
    const { works, notes, text } = plan;
    world.out(safeJson({ version: 1, file: PROFILE, done, works, notes, text }));
  } else world.out(showLines([...linesOf(plan), END[done]]));
  return plan.works.length > 0 ? 0 : 1;
}

const END = {
  unchanged: `${PROFILE} is left as it is.`,
  planned: `would write ${PROFILE}`,
  written: `wrote ${PROFILE}`,
} as const;

/** Undefined where there is none. Throws UsageError where it cannot be read. */
function profileIn(folder: string): string | undefined {
  const found = readInside(folder, PROFILE);
  if (!found.ok) {
    if (found.why === "absent") return undefined;
    throw new UsageError(`${PROFILE} cannot be read: ${found.reason}.`);
  }
  const text = Buffer.from(found.bytes).toString("utf8");
  if (!Buffer.from(text).equals(found.bytes)) throw new UsageError(`${PROFILE} is no UTF-8: save it as such.`);
  return text;
}

const linesOf = ({ works, notes }: SyncPlan): readonly string[] => [...works.flatMap(workLines), ...notes];

function workLines({ workflow, agent, runs, keys, percentBefore, percentAfter, notes }: PlannedWork): string[] {
  const width = Math.max(...keys.map(({ key }) => key.length));
  const percent = ({ low, expected, high }: NonNullable<typeof percentAfter>): string =>
    low === high ? `${expected} %` : `${expected} % (${low} to ${high} %)`;
  return [
    `${agent === undefined ? workflow : `${workflow}: ${agent}`}, by ${runs} runs`,
    ...keys.map((one) => `  ${one.key.padEnd(width)}  ${shownEntry(one.is)}${insteadOf(one)}`),
    ...(percentAfter
      ? [
          `  The estimate ${percentBefore ? `came to ${percent(percentBefore)}, and ` : ""}comes to ${percent(percentAfter)} of what these runs cost.`,
        ]
      : []),
    ...notes.map((one) => `  Note: ${one}.`),
  ];
}

/** What else is said of it, where that is something else. */
function insteadOf({ is, was, byHand, default: usual }: PlannedKey): string {
  const differs = (other: ProfileEntry): boolean => shownEntry(other) !== shownEntry(is);
  if (byHand !== undefined)
    return differs(byHand) ? `; ${shownEntry(byHand)} is written by hand, and holds` : ", as by hand";
  if (was !== undefined) return differs(was) ? `, was ${shownEntry(was)}` : ", as before";
  return usual === undefined || !differs(usual) ? "" : `, in place of ${shownEntry(usual)} of the defaults`;
}
