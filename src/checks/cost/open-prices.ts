import { openBook, type OpenBook } from "../../cost/book/find-prices.ts";
import { ownPrices } from "../../cost/book/own-prices.ts";
import { PRICE_LOCK, readPriceLock } from "../../cost/book/price-lock.ts";
import { shippedBook } from "../../cost/book/shipped-book.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/**
 * The book, with what the lock pins and what the settings say over it. With a lock, prices are those of the day on
 * which it was written. Throws UsageError where one of them is wrong.
 */
export async function openPrices({ settings, read, home }: Workspace["policy"]): Promise<OpenBook> {
  const { prices, cost } = settings;
  const shipped = await shippedBook();
  const text = read(PRICE_LOCK);
  const lock = text === undefined ? undefined : readPriceLock(text);
  if (lock?.ok === false)
    throw new UsageError(
      `${home}${PRICE_LOCK} cannot be read: ${lock.problem}. Write it anew: \`agent-ci prices lock\`.`,
    );
  const book = lock ? { ...shipped, checkedOn: lock.book.checkedOn } : shipped;
  const locked = lock?.book.models;
  const own = ownPrices(prices, openBook(book, [], false, locked));
  if (!own.ok) throw new UsageError(own.problem);
  return openBook(book, own.models, cost["allow-family-fallback"], locked);
}
