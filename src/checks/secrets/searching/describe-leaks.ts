import type { Found } from "../../../check/found.ts";
import type { Range, Source } from "../../../model/source.ts";
import type { Leak, ScannerName } from "../../../secrets/leak.ts";
import { leaked, rangeOf } from "../../../secrets/leaked.ts";
import type { World } from "../../../workspace/world.ts";
import type { FindText } from "./leak-texts.ts";

/** A finding, with its line where there is no text to point at. */
export interface Described {
  readonly found: Found;
  readonly line: number;
}

interface Descriptions {
  readonly described: readonly Described[];
  /** The secrets that those are. */
  readonly secrets: ReadonlySet<string>;
  readonly elsewhere: number;
}

/** What a program found, as findings of ours. Each secret goes to `world.found` before anything is said about it. */
export async function describeLeaks(
  world: World,
  name: ScannerName,
  leaks: readonly Leak[],
  textOf: FindText,
): Promise<Descriptions> {
  const hidden = new Map<Source, Range[]>();
  const described: Described[] = [];
  const secrets = new Set<string>();
  for (const leak of leaks) {
    world.found?.(leak.secret);
    const text = await textOf(leak);
    if (!text) continue;
    secrets.add(leak.secret);
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
  return { described, secrets, elsewhere: leaks.length - described.length };
}
