import { join } from "node:path";
import { profileModels } from "../../checks/cost/profile-models.ts";
import type { Book, ModelPrices } from "../../cost/book/book.ts";
import { findPrices, type OpenBook, openBook } from "../../cost/book/find-prices.ts";
import { statedFor, ownPrices, type PriceEntry } from "../../cost/book/own-prices.ts";
import { bookDifferences, PRICE_LOCK, readPriceLock, renderPriceLock } from "../../cost/book/price-lock.ts";
import { shippedBook } from "../../cost/book/shipped-book.ts";
import { readDataFile } from "../../host/files/read-data-file.ts";
import { writeInside } from "../../host/files/write-whole.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { openWorkspace, type Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import type { PricesValues } from "./prices.ts";

/** Writes what the models of the profile cost by the shipped book. */
export async function lockPrices(world: World, values: PricesValues): Promise<number> {
  const workspace = await openWorkspace(world, undefined, values);
  const wanted = await profileModels(workspace);
  const book = await shippedBook();
  const open = openBook(book);
  const found = wanted.flatMap((model) => pricedBy(open, workspace.policy.settings.prices, model));
  const models = [...new Set(found.flatMap(({ prices }) => prices ?? []))];
  const after: Book = { ...book, models };
  const before = lockOf(workspace);
  const differences = before ? bookDifferences(before, after) : models.map(({ id }) => `${id} is new`);
  const missing = found.flatMap(({ model, prices }) =>
    prices ? [] : [`${model || "a workload without a model"} has no price in the book`],
  );
  const lines = [...differences, ...missing];
  if (values.check !== true && (differences.length > 0 || !before)) {
    const refused = writeInside(join(workspace.place.top, workspace.policy.home), PRICE_LOCK, renderPriceLock(after));
    if (refused !== undefined) throw new UsageError(`Cannot write ${PRICE_LOCK}: ${refused}.`);
    lines.push(`wrote ${PRICE_LOCK}`);
  } else if (differences.length === 0) lines.push(`${PRICE_LOCK} is up to date.`);
  world.out(showLines(lines));
  return values.check === true && (differences.length > 0 || !before) ? 1 : 0;
}

interface Priced {
  readonly model: string;
  readonly prices: ModelPrices | undefined;
}

/** Of a model that users price themselves the book has what they say that it is like, or nothing to pin. */
function pricedBy(open: OpenBook, entries: readonly PriceEntry[], model: string): readonly Priced[] {
  const own = ownPrices(entries, open);
  if (!own.ok) throw new UsageError(own.problem);
  const said = findPrices(openBook({ ...open.book, models: [] }, own.models), model).prices;
  if (!said) return [{ model, prices: findPrices(open, model).prices }];
  return statedFor(entries, said).flatMap(({ like, provider }) =>
    like === undefined ? [] : [{ model: like, prices: findPrices(open, like, provider).prices }],
  );
}

const MOST_BYTES = 4_194_304;

/** In what the lock, or a file, differs from what is shipped; of the shipped models, those that it has. */
export async function diffPrices(world: World, values: PricesValues, file: string | undefined): Promise<number> {
  const workspace = await openWorkspace(world, undefined, values);
  const before = file === undefined ? lockOf(workspace) : fileOf(world, file);
  if (!before) throw new UsageError(`There is no ${PRICE_LOCK}. Write one: \`agent-ci prices lock\`.`);
  const names = new Set(before.models.map(({ provider, id }) => `${provider} ${id}`));
  const { models, ...book } = await shippedBook();
  const same = { ...book, models: models.filter(({ provider, id }) => names.has(`${provider} ${id}`)) };
  const differences = bookDifferences(before, same);
  const said = differences.length === 0 ? ["Nothing costs anything else."] : differences;
  world.out(showLines([...said, "", `${before.version} → ${book.version}`]));
  return 0;
}

function lockOf({ policy }: Workspace): Book | undefined {
  const text = policy.read(PRICE_LOCK);
  return text === undefined ? undefined : read(text, PRICE_LOCK);
}

function fileOf({ cwd }: World, file: string): Book {
  const found = readDataFile(cwd, file, MOST_BYTES);
  if (!found.ok) throw new UsageError(`${file} cannot be read: ${found.reason}.`);
  return read(found.text, file);
}

function read(text: string, file: string): Book {
  const lock = readPriceLock(text);
  if (lock.ok) return lock.book;
  throw new UsageError(`${file} cannot be read: ${lock.problem}.`);
}
