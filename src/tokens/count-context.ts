import type { ClientContext } from "../context/client-context.ts";
import type { Loaded, When } from "../context/loaded.ts";
import type { Counter } from "./counter.ts";

/** One thing that is loaded, with its tokens by the counter's encoding. */
export interface CountedPart extends Loaded {
  readonly tokens: number;
}
export interface CountedContext extends Omit<ClientContext, "loaded"> {
  readonly parts: readonly CountedPart[];
  /** What is always loaded, by the vendor's own count. */
  readonly exact?: number;
}

/** Contexts with the tokens of all that they load, or only of what they load with every request. */
export async function countContexts(
  contexts: readonly ClientContext[],
  counter: Counter,
  which: (when: When) => boolean = () => true,
): Promise<readonly CountedContext[]> {
  const wanted = contexts.map(({ loaded }) => loaded.filter(({ when }) => which(when)));
  const counts = await counter.count(wanted.flatMap((loaded) => loaded.map(({ text }) => text)));
  let at = 0;
  return contexts.map(({ client, folder, plugin }, index) => ({
    client,
    folder,
    ...(plugin !== undefined && { plugin }),
    parts: (wanted[index] ?? []).map((one) => ({ ...one, tokens: counts[at++] ?? 0 })),
  }));
}

/** The tokens of what is loaded at a time; a file that several skills refer to counts once. */
export function total({ parts }: CountedContext, when: When): number {
  const seen = new Set<string>();
  return parts.reduce((sum, part) => {
    const key = `${part.kind}\0${part.path}`;
    if (part.when !== when || (part.kind === "reference" && seen.has(key))) return sum;
    seen.add(key);
    return sum + part.tokens;
  }, 0);
}
