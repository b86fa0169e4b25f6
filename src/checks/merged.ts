import { join } from "node:path";
import { readDataFile } from "../host/files/read-data-file.ts";
import { mergeSarif } from "../merge/merge-sarif.ts";
import { readSarif, type SarifRun } from "../merge/read-sarif.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { UsageError } from "../model/usage-error.ts";
import type { World } from "../workspace/world.ts";
import type { Check } from "../judging/evidence.ts";
import { registry } from "../judging/registry.ts";

/** No scanner of configuration writes as much; GitHub takes 10 MB. */
const LARGEST = 32 * 1024 * 1024;
const MOST_RESULTS = 50_000;

/** What other tools found: the results of SARIF files, as a part of a check. */
export const mergedResults =
  (files: readonly string[]): Check =>
  async (world, workspace) => {
    const {
      place: { top, prefix, selects },
      policy: { ignored },
    } = workspace;
    const { entry, source } = await workspace.sides.head({ outline: false });
    const { diagnostics, rules, measurements } = mergeSarif(
      files.flatMap((file) => read(world, file)),
      {
        root: join(top, prefix).replaceAll("\\", "/").replace(/\/$/, ""),
        prefix,
        groups: new Set(registry.map(({ id }) => id.slice(0, id.indexOf("/")))),
        source,
        isFile: (path) => entry(path)?.type === "file",
      },
    );
    const isMeant = (one: Diagnostic): boolean => (one.path === undefined || !ignored(one.path)) && selects(one.path);
    return {
      found: [],
      rules: [],
      measurements,
      merged: { diagnostics: diagnostics.filter(isMeant), rules },
    };
  };

function read({ cwd }: World, file: string): readonly SarifRun[] {
  const refuse = (reason: string): never => {
    throw new UsageError(`--merge ${file}: ${reason}. Give a SARIF 2.1.0 file that another tool has written.`);
  };
  const data = readDataFile(cwd, file, LARGEST);
  if (!data.ok) return refuse(data.reason);
  const sarif = readSarif(data.text);
  if (!sarif.ok) return refuse(sarif.reason);
  const results = sarif.runs.reduce((sum, run) => sum + (run.results?.length ?? 0), 0);
  return results > MOST_RESULTS ? refuse(`it has ${results} results, more than ${MOST_RESULTS}`) : sarif.runs;
}
