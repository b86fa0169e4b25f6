import { readLogs } from "../../src/host/logs/read-logs.ts";
import { NO_TOKENS, plus, type Tokens, type UsageRecord } from "../../src/usage/record.ts";
import { tempFolder } from "./temp-folder.ts";

export const jsonl = (...lines: readonly unknown[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");

/** Files as logs, read: their records in the order in which they were told. */
export function readTexts(files: Readonly<Record<string, string>>) {
  const records: UsageRecord[] = [];
  const read = readLogs([tempFolder(files)], (record) => records.push(record));
  return { records, read, total: totalOf(records) };
}

export const totalOf = (records: readonly UsageRecord[]): Tokens =>
  records.reduce((sum, { tokens }) => plus(sum, tokens), NO_TOKENS);

/** The tokens that are not nothing. */
export const some = (tokens: Tokens): Partial<Tokens> =>
  Object.fromEntries(Object.entries(tokens).filter(([, value]) => value !== 0));
