import { TOKEN_FAMILIES } from "../clients/token-factors.ts";
import type { When } from "../context/loaded.ts";
import type { VendorCount } from "../model/ports.ts";
import { type CountedContext, total } from "./count-context.ts";
import { type Amount, estimate } from "./estimate.ts";

/**
 * Asks for each of these contexts whose client has Claude for a model:
 * once for all that is always loaded, and for equal texts once.
 */
export async function countExactly(
  contexts: readonly CountedContext[],
  vendor: VendorCount,
): Promise<readonly CountedContext[]> {
  const known = new Map<string, number>();
  const counted: CountedContext[] = [];
  for (const context of contexts) {
    if (TOKEN_FAMILIES[context.client] !== "claude") {
      counted.push(context);
      continue;
    }
    const text = context.parts.flatMap((part) => (part.when === "always" ? [part.text] : [])).join("\n");
    const exact = known.get(text) ?? (await vendor.count(text));
    known.set(text, exact);
    counted.push({ ...context, exact });
  }
  return counted;
}

/** The tokens of what a client loads at a time: the vendor's count where there is one. */
export function amountOf(context: CountedContext, when: When): Amount {
  if (when === "always" && context.exact !== undefined) return { value: context.exact };
  return estimate(context.client, total(context, when));
}
