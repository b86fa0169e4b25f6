import { objectOf, parsed } from "../../model/json.ts";
import type { ServedCall } from "../../rehearsal/mcp/served.ts";
import { readDataFile } from "../files/read-data-file.ts";

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_CALLS = 1000;

/**
 * What stand-ins wrote down, by the names of their servers.
 * The agent could have written it too: it is read as data.
 */
export function toolCalls(
  home: string,
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly ServedCall[]>> {
  const read = Object.entries(files).map(([server, path]) => {
    const data = readDataFile(home, path, MOST_BYTES);
    const lines = data.ok ? data.text.split("\n").slice(0, MOST_CALLS) : [];
    return [server, lines.flatMap((line) => callIn(line) ?? [])] as const;
  });
  return Object.fromEntries(read);
}

function callIn(line: string): ServedCall | undefined {
  const { tool, arguments: given, answered } = objectOf(parsed(line));
  return typeof tool === "string" ? { tool, arguments: given, answered: answered === true } : undefined;
}
