import { askClient, type Answer } from "./ask-client.ts";
import type { Expectation, Probe } from "./probe.ts";

export interface Proof {
  readonly expectation: Expectation;
  /** What the client did instead; undefined where it does what we say. */
  readonly instead?: string;
}

/** Asks the client once, and says of each expectation whether it holds. */
export async function runProbe({ question, files, calls, expects }: Probe): Promise<readonly Proof[]> {
  const answer = await askClient(question, files, calls);
  return expects.map((expectation) => {
    const instead = compare(expectation, answer);
    return { expectation, ...(instead !== undefined && { instead }) };
  });
}

function compare({ folder, there, gone }: Expectation, { said, asked, ended }: Answer): string | undefined {
  if (ended.kind !== "exit") return `it ended by ${ended.kind}`;
  const text = folder === undefined ? `${said}\n${asked}` : partOf(said, folder);
  if (text.trim() === "") return "it says nothing at all";
  if (there !== undefined && !text.includes(there)) return `"${there}" is not in its answer${tail(text)}`;
  if (gone !== undefined && text.includes(gone)) return `"${gone}" is in its answer`;
  return undefined;
}

/** The answer about one folder of a question that went to each. */
const partOf = (said: string, folder: string): string => said.split(`\n== ${folder}/\n`)[1]?.split("\n== ")[0] ?? "";

const LONGEST = 300;
const tail = (text: string): string => (text.length > LONGEST || text.trim() === "" ? "" : `: ${text.trim()}`);
