/**
 * Which change of a setting lets through what was refused before. Each `settings.ts` says it of every key that it has.
 *
 * - `never`: it decides nothing. `{ never }` says why, where somebody might think otherwise.
 * - `added`, `removed`: an entry of a list or map that is new, or gone. An entry that changed is both.
 * - `changed`: any other value.
 * - `loosened`: of bounds in maps and lists, a larger number, one that is gone, or a text or switch that changed.
 * - `order`: a word or switch that stands later in this list, which begins with the strictest.
 * - `each`: of a map, each key by itself; one that is not named decides nothing.
 * - `part`: the same of a map that asks for nothing where it is absent: told as a whole where it is gone.
 * - `named`: of a list, each entry by itself, found again by its name wherever it stands; told where it is gone.
 * - a function gives in words what is weaker; `within` are the maps that the two values stand in.
 */
export type Weakens =
  | "never"
  | "added"
  | "removed"
  | "changed"
  | "loosened"
  | { readonly never: string }
  | { readonly order: readonly unknown[] }
  | { readonly each: Readonly<Record<string, Weakens>> }
  | { readonly part: Readonly<Record<string, Weakens>> }
  | { readonly named: (entry: WeakenedMap) => string; readonly each: Readonly<Record<string, Weakens>> }
  | ((before: unknown, after: unknown, within: Within) => readonly string[]);

export type WeakenedMap = Readonly<Record<string, unknown>>;
/** The maps that two values stand in, before and after. */
export type Within = readonly [WeakenedMap, WeakenedMap];
