import { readLogs } from "../../src/host/logs/read-logs.ts";
import { NO_TOKENS, plus, type Tokens, type Counted } from "../../src/usage/record.ts";
import { tempFolder } from "./temp-folder.ts";

export const jsonl = (...lines: readonly unknown[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");

/** Files as logs, read: their records in the order in which they were told. */
export async function readTexts(files: Readonly<Record<string, string>>, threads?: Parameters<typeof readLogs>[3]) {
  const records: Counted[] = [];
  const read = await readLogs([tempFolder(files)], (record) => records.push(structuredClone(record)), [], threads);
  return { records, read, total: totalOf(records) };
}

const totalOf = (records: readonly Counted[]): Tokens =>
  records.reduce((sum, { tokens }) => plus(sum, tokens), NO_TOKENS);

/** The tokens that are not nothing. */
export const some = (tokens: Tokens): Partial<Tokens> =>
  Object.fromEntries(Object.entries(tokens).filter(([, value]) => value !== 0));
