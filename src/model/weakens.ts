/**
 * Which change of a setting lets through what was refused before. Each `settings.ts` says it of every key that it has.
 *
 * - `never`: it decides nothing.
 * - `added`, `removed`: an entry of a list or map that is new, or gone. An entry that changed is both.
 * - `changed`: any other value.
 * - `loosened`: of bounds in maps and lists, a larger number, one that is gone, or a text or switch that changed.
 * - `order`: a word that stands later in this list, which begins with the strictest.
 * - `each`: of a map, each key by itself; one that is not named decides nothing.
 * - a function gives in words what is weaker.
 */
export type Weakens =
  | "never"
  | "added"
  | "removed"
  | "changed"
  | "loosened"
  | { readonly order: readonly string[] }
  | { readonly each: Readonly<Record<string, Weakens>> }
  | ((before: unknown, after: unknown) => readonly string[]);
