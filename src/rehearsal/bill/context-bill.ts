import type { Exchange } from "../exchange.ts";
import type { ModelRequest } from "../wire/request.ts";
import { billedRequests, loadedFiles, type LoadedFile } from "./loaded-files.ts";
import { type BilledFile, traceFiles } from "./trace-file.ts";

/** Tokens of texts, in their order: exact in the encoding that the caller counts by. */
export type Count = (texts: readonly string[]) => Promise<readonly number[]>;

/** Who asked: the same configuration costs another agent, or another version of it, something else. */
export interface Billed {
  readonly agent: string;
  /** Absent where nobody knows it. */
  readonly version?: string;
}

/** What an agent sends with every request before anybody has said a word, and which file adds what to it. */
export interface Bill extends Billed {
  readonly requests: number;
  /** Instructions, listings of skills, and tools of the request that has the fewest of them. */
  readonly total: number;
  readonly files: readonly BillLine[];
}
export interface BillLine {
  readonly path: string;
  readonly loaded: LoadedFile["loaded"];
  /** Tokens that it adds to every request; 0 where it is not in every one. */
  readonly every: number;
  /** Most tokens that one request has of it, the conversation included: a skill that was called is there. */
  readonly most: number;
}

/**
 * What the requests of a run say about the files of its configuration. What a client writes around a file (headings,
 * tags) is the client's, and is in the total alone. A run without a request to a model has a bill of nothing.
 */
export async function contextBill(
  exchanges: readonly Exchange[],
  files: readonly BilledFile[],
  counted: Count,
  who: Billed,
): Promise<Bill> {
  const count = once(counted);
  const requests = billedRequests(exchanges);
  const totals = await Promise.all(requests.map((request) => sum(count, fixedTexts(request))));
  const traced = requests.map((request) => traceFiles(request, files));
  const lines: BillLine[] = [];
  for (const { path, loaded } of loadedFiles(exchanges, files)) {
    const fixed: number[] = [];
    const whole: number[] = [];
    for (const traces of traced) {
      const own = traces.get(path) ?? [];
      fixed.push(
        await sum(
          count,
          own.filter(({ part }) => part !== "conversation").map(({ text }) => text),
        ),
      );
      whole.push(
        await sum(
          count,
          own.map(({ text }) => text),
        ),
      );
    }
    lines.push({ path, loaded, every: least(fixed), most: Math.max(0, ...whole) });
  }
  return { ...who, requests: requests.length, total: least(totals), files: lines };
}

/** Most texts stand in every request. */
function once(count: Count): Count {
  const known = new Map<string, Promise<number>>();
  const ask = async (text: string): Promise<number> => (await count([text]))[0] ?? 0;
  return (texts) =>
    Promise.all(
      texts.map((text) => {
        const found = known.get(text) ?? ask(text);
        known.set(text, found);
        return found;
      }),
    );
}

const fixedTexts = ({ system, skills, tools }: ModelRequest): readonly string[] => [
  ...system,
  ...skills,
  ...tools.map(({ text }) => text),
];

const least = (all: readonly number[]): number => (all.length === 0 ? 0 : Math.min(...all));

const sum = async (count: Count, texts: readonly string[]): Promise<number> =>
  (await count(texts)).reduce((all, one) => all + one, 0);
