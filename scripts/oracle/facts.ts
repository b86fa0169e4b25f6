import type { Fact } from "../../src/clients/fact.ts";
import { FACTS } from "../../src/clients/index.ts";

/** All facts about clients, by the name that probes give them: `claude-code.skillDepth`. */
export const facts: ReadonlyMap<string, Fact> = new Map(
  Object.entries(FACTS).flatMap(([client, known]) =>
    Object.entries(known).map(([name, fact]) => [`${client}.${name}`, fact] as const),
  ),
);
