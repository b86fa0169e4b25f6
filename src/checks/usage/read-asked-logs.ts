import { isAbsolute, join } from "node:path";
import { type LogsRead, readLogs } from "../../host/logs/read-logs.ts";
import { thousands } from "../../model/numbers.ts";
import { UsageError } from "../../model/usage-error.ts";
import { mappedLogs } from "../../usage/kinds/mapped.ts";
import { type Mapping, mappingProblem } from "../../usage/mapping.ts";
import type { Counted } from "../../usage/record.ts";
import { pageUrl } from "../../report/tool.ts";

/** Which logs are meant, and what they do not say themselves. */
export interface LogsMeant {
  /** Folders and files. */
  readonly logs: readonly string[];
  /** The workflow that the logs are of, where they do not say. */
  readonly workflow?: string;
  /** The model of logs that name none. */
  readonly model?: string;
}

/** Tells each answer of the logs, with what was said of them. Throws UsageError where none is known. */
export async function readAskedLogs(
  cwd: string,
  { logs, workflow, model }: LogsMeant,
  mappings: readonly Mapping[],
  tell: (record: Counted) => void,
): Promise<LogsRead> {
  for (const [index, mapping] of mappings.entries()) {
    const problem = mappingProblem(mapping);
    if (problem !== undefined) throw new UsageError(`cost.logs[${index}]: ${problem}.`);
  }
  const completed = (record: Counted): Counted => ({
    ...record,
    model: record.model || (model ?? ""),
    by: { ...(workflow !== undefined && { workflow }), ...record.by },
  });
  const read = await readLogs(
    logs.map((path) => (isAbsolute(path) ? path : join(cwd, path))),
    workflow === undefined && model === undefined ? tell : (record) => tell(completed(record)),
    mappings.map(mappedLogs),
  );
  if (read.files.size === 0) throw new UsageError(nothingFound(read));
  return read;
}

const nothingFound = ({ unknown }: LogsRead): string =>
  `No logs of a kind that is known were found${unknown === 0 ? "" : `, among ${thousands(unknown)} ${unknown === 1 ? "file" : "files"}`}. ${pageUrl("usage-logs")} lists what is read.`;
