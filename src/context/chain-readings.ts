import { folderOf } from "../inventory/places/layout.ts";
import type { Repository } from "../model/rule.ts";
import { instructionChain } from "./instruction-chain.ts";
import { READERS, type Reader } from "./instruction-files.ts";
import type { OrderedText } from "./repetition.ts";
import { type Statement, statementsOf } from "./statements.ts";

/** What a client reads one after the other when it works in a folder. */
export interface ChainReading {
  readonly client: Reader;
  readonly readings: readonly OrderedText[];
}

/** The instruction files that are loaded together, for each folder that has one and each client, each set once. */
export function chainReadings(repository: Repository): readonly ChainReading[] {
  const folders = new Set(repository.of("instructions").map(({ path }) => folderOf(path)));
  const known = new Map<string, readonly Statement[]>();
  const seen = new Set<string>();
  const chains: ChainReading[] = [];
  for (const folder of folders)
    for (const client of READERS) {
      const parts = instructionChain(repository, client, folder).parts.filter(({ read }) => read > 0);
      const key = parts.map(({ path }) => path).join("\0");
      if (parts.length === 0 || seen.has(key)) continue;
      seen.add(key);
      const readings = parts.map(({ path, text }) => {
        const statements = known.get(path) ?? statementsOf(text);
        known.set(path, statements);
        return { path, statements };
      });
      chains.push({ client, readings });
    }
  return chains;
}
