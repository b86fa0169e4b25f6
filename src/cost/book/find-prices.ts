import type { Book, ModelPrices } from "./book.ts";
import { MAKERS, providerOf } from "./providers.ts";

/** A book that can be searched. */
export interface OpenBook {
  readonly book: Book;
  /** By provider and name; what users say themselves stands under its provider, or under `""` for any. */
  readonly own: ReadonlyMap<string, ReadonlyMap<string, ModelPrices>>;
  /** What a lock pins: it wins over what is shipped. */
  readonly locked: ReadonlyMap<string, ReadonlyMap<string, ModelPrices>>;
  readonly shipped: ReadonlyMap<string, ReadonlyMap<string, ModelPrices>>;
  /** Whether a model that has no price may take that of its nearest kin, which is said then. */
  readonly familyFallback: boolean;
}

export type FoundPrices =
  | { readonly prices: ModelPrices; readonly how: "exact" | "alias" | "family" }
  | { readonly prices?: undefined; readonly nearest?: string };

export function openBook(
  book: Book,
  own: readonly ModelPrices[] = [],
  familyFallback = false,
  locked: readonly ModelPrices[] = [],
): OpenBook {
  return { book, own: byName(own), locked: byName(locked), shipped: byName(book.models), familyFallback };
}

function byName(models: readonly ModelPrices[]): ReadonlyMap<string, ReadonlyMap<string, ModelPrices>> {
  const providers = new Map<string, Map<string, ModelPrices>>();
  for (const model of models) {
    const names = providers.get(model.provider) ?? new Map<string, ModelPrices>();
    providers.set(model.provider, names);
    for (const name of model.names) names.set(name, model);
  }
  return providers;
}

/** Claude Code says behind a model's name that its window of a million tokens is used; prices go by length anyway. */
const LONG_WINDOW = "[1m]";

/**
 * The prices of a model by its name as a whole, or by another that is declared as its own; never by how a name begins,
 * unless that was allowed.
 */
export function findPrices(open: OpenBook, model: string, provider?: string): FoundPrices {
  const name = model.trim().toLowerCase();
  const plain = name.endsWith(LONG_WINDOW) ? name.slice(0, -LONG_WINDOW.length) : name;
  const scopes = scopesOf(open, plain, provider);
  for (const [names, wanted] of scopes) {
    const prices = names.get(wanted);
    if (prices) return { prices, how: prices.id === name ? "exact" : "alias" };
  }
  const kin = nearestKin(scopes);
  if (kin && open.familyFallback) return { prices: kin, how: "family" };
  return kin ? { nearest: kin.id } : {};
}

type Scope = readonly [names: ReadonlyMap<string, ModelPrices>, wanted: string];

/** Where to look, and for which name: what users say themselves comes first. */
function scopesOf({ own, locked, shipped }: OpenBook, name: string, provider: string | undefined): readonly Scope[] {
  const scope = (one: string, wanted: string): readonly Scope[] =>
    [own.get(one), own.get(""), locked.get(one), shipped.get(one)].flatMap((names): Scope[] =>
      names ? [[names, wanted]] : [],
    );
  if (provider !== undefined && provider !== "") {
    const one = providerOf(provider);
    const prefix = `${provider.trim().toLowerCase()}/`;
    return [...scope(one, name), ...(name.startsWith(prefix) ? scope(one, name.slice(prefix.length)) : [])];
  }
  const slash = name.indexOf("/");
  const before = slash === -1 ? undefined : providerOf(name.slice(0, slash));
  const named =
    before !== undefined && (shipped.has(before) || own.has(before)) ? scope(before, name.slice(slash + 1)) : [];
  const anywhere = [...own.values()].map((names): Scope => [names, name]);
  return [...anywhere, ...named, ...MAKERS.flatMap((maker) => scope(maker, name))];
}

/** The longest name that this one begins with, up to where a part of it ends. */
function nearestKin(scopes: readonly Scope[]): ModelPrices | undefined {
  for (const [names, wanted] of scopes) {
    let at = wanted.length;
    while ((at = Math.max(...["-", ".", "@", ":"].map((one) => wanted.lastIndexOf(one, at - 1)))) > 0) {
      const kin = names.get(wanted.slice(0, at));
      if (kin) return kin;
    }
  }
  return undefined;
}
