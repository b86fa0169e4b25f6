import { isAbsolute } from "node:path";
import { writeInside } from "../../host/files/write-whole.ts";
import { findPlace } from "../../host/files/place.ts";
import { UsageError } from "../../model/usage-error.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { alertFiles } from "../../rollout/alerts/alert-files.ts";
import type { World } from "../../workspace/world.ts";
import { expectNamed, readRollout } from "../deploy/read-rollout.ts";

/** What Prometheus and Alertmanager are given of a rollout: printed, or written into a folder. */
export async function rolloutAlerts(
  world: World,
  { out }: { readonly out?: string },
  named: string | undefined,
): Promise<number> {
  expectNamed(named, "rollout alerts");
  const { path, spec } = readRollout(findPlace(world.cwd, undefined), named);
  const { files, leftOut, notices } = alertFiles(spec);
  for (const { metric, why } of leftOut) world.err(terminal(`Left to ticks: ${metric}: ${why}.`) + "\n");
  if (files.size === 0)
    throw new UsageError(
      `${path} has nothing that Prometheus could watch: no \`alerts.rules\`, and no metric of its own.`,
    );
  for (const notice of notices) world.notice(notice);
  for (const [index, [name, text]] of [...files].entries()) {
    if (out === undefined) world.out(guardLines(shownLines(`${index === 0 ? "" : "---\n"}# ${name}\n${text}`)));
    else world.out(`${terminal(write(world, out, name, text))}\n`);
  }
  return 0;
}

/** YAML keeps its spaces and its lines; what moves the cursor or reorders text is shown for what it is. */
const shownLines = (text: string): string => text.split("\n").map(terminal).join("\n");

/** Into a folder below this one, by no link that leads out of it; or into any other that is named from the top. */
function write({ cwd }: World, folder: string, name: string, text: string): string {
  const path = `${folder}/${name}`;
  const refused = isAbsolute(folder) ? writeInside(folder, name, text) : writeInside(cwd, path, text);
  if (refused !== undefined) throw new UsageError(`Cannot write ${path}: ${refused}.`);
  return path;
}
