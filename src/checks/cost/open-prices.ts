import { openBook, type OpenBook } from "../../cost/book/find-prices.ts";
import { ownPrices } from "../../cost/book/own-prices.ts";
import { shippedBook } from "../../cost/book/shipped-book.ts";
import type { Settings } from "../../config/schema.ts";
import { UsageError } from "../../model/usage-error.ts";

/** The book with what the settings say over it. Throws UsageError where they are wrong. */
export async function openPrices({ prices, cost }: Pick<Settings, "prices" | "cost">): Promise<OpenBook> {
  const book = await shippedBook();
  const own = ownPrices(prices, book);
  if (!own.ok) throw new UsageError(own.problem);
  return openBook(book, own.models, cost["allow-family-fallback"]);
}
