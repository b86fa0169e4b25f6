import type { Scenario } from "./scenario.ts";

/** Which scenarios somebody wants. */
export interface Selection {
  /** Ids, files, or names; `*` stands for any characters. */
  readonly scenarios?: readonly string[];
  readonly tags?: readonly string[];
  readonly shard?: Shard;
}

/** The `index`th of `of` parts, from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

const MOST_SHARDS = 1000;

/** `2/5` → the second of five; undefined for anything else. */
export function readShard(text: string): Shard | undefined {
  const [, index = "", of = ""] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  return shard.index >= 1 && shard.index <= shard.of && shard.of <= MOST_SHARDS ? shard : undefined;
}

/**
 * Those that are wanted, in the order of their ids. A shard takes one of each so many, so that slow neighbours part.
 */
export function selectScenarios(
  all: readonly Scenario[],
  { scenarios = [], tags = [], shard }: Selection,
  matches: (pattern: string, text: string) => boolean,
): { readonly wanted: readonly Scenario[]; readonly part: readonly Scenario[] } {
  const isNamed = ({ id, path, name }: Scenario): boolean =>
    scenarios.length === 0 ||
    scenarios.some((pattern) =>
      [id, path, name, bare(path)].some((text) => text === pattern || matches(pattern, text)),
    );
  const isTagged = (one: Scenario): boolean => tags.length === 0 || one.tags.some((tag) => tags.includes(tag));
  const wanted = all
    .filter((one) => isNamed(one) && isTagged(one))
    .toSorted((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  const part = shard ? wanted.filter((_, at) => at % shard.of === shard.index - 1) : wanted;
  return { wanted, part };
}

/** The name of a file without folder and ending. */
const bare = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/i, "");
