import type { Found } from "../check/sign-found.ts";
import type { Range, Source } from "../model/source.ts";
import type { Leak, ScannerName } from "../secrets/leak.ts";
import { leaked, rangeOf } from "../secrets/leaked.ts";
import type { World } from "./command.ts";
import type { FindText } from "./leak-texts.ts";

/** A finding, with its line where there is no text to point at. */
export interface Described {
  readonly found: Found;
  readonly line: number;
}

/** What a program found, as findings of ours. Each secret goes to `world.found` before anything is said about it. */
export async function describeLeaks(
  world: World,
  name: ScannerName,
  leaks: readonly Leak[],
  textOf: FindText,
): Promise<{ readonly described: readonly Described[]; readonly elsewhere: number }> {
  const hidden = new Map<Source, Range[]>();
  const described: Described[] = [];
  for (const leak of leaks) {
    world.found?.(leak.secret);
    const text = await textOf(leak);
    if (!text) continue;
    const { path, source, artifact } = text;
    const at = source && rangeOf(leak, source);
    const hides = source && (hidden.get(source) ?? []);
    if (at) hides?.push(at);
    if (source && hides) hidden.set(source, hides);
    const { rule, ...said } = leaked(name, leak, at !== undefined);
    const { rule: called, fingerprint, commit, line } = leak;
    described.push({
      line,
      found: {
        rule,
        finding: { ...said, path, ...(at && { at }), ...(artifact && { artifact }) },
        ...(source && { source }),
        ...(commit !== undefined && { commit }),
        ...(hides && { hides }),
        engine: { name, rule: called, ...(fingerprint !== undefined && { fingerprint }) },
      },
    });
  }
  return { described, elsewhere: leaks.length - described.length };
}
