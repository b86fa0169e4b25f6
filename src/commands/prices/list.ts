import { openPrices } from "../../checks/cost/open-prices.ts";
import type { ModelPrices } from "../../cost/book/book.ts";
import type { OpenBook } from "../../cost/book/find-prices.ts";
import { shownRates } from "../../cost/book/price-lock.ts";
import { providerOf } from "../../cost/book/providers.ts";
import { UsageError } from "../../model/usage-error.ts";
import { safeJson } from "../../report/escape/json.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import type { PricesValues } from "./prices.ts";

/** Every model that has a price here. */
export const listPrices = (world: World, values: PricesValues): Promise<number> => show(world, values, "");

/** Those of which a name holds a text. */
export async function searchPrices(world: World, values: PricesValues, text: string | undefined): Promise<number> {
  if (text === undefined || text === "") throw new UsageError("Say what to look for: `agent-ci prices search sonnet`.");
  return show(world, values, text.toLowerCase());
}

async function show(world: World, values: PricesValues, text: string): Promise<number> {
  const { policy } = await openWorkspace(world, undefined, values);
  const open = await openPrices(policy);
  const provider = values.provider === undefined ? undefined : providerOf(values.provider);
  const models = holding(open).filter(
    (one) =>
      (provider === undefined || one.provider === provider) &&
      (text === "" || one.names.some((name) => name.includes(text))),
  );
  world.out(values.format === "json" ? asJson(open, models) : guardLines(asText(open, models)));
  return models.length > 0 ? 0 : 1;
}

/** What wins over what: the user's own, what is locked, what is shipped. */
function holding({ own, locked, shipped }: OpenBook): readonly ModelPrices[] {
  const found = new Map<string, ModelPrices>();
  for (const book of [shipped, locked, own])
    for (const names of book.values())
      for (const model of names.values()) found.set(`${model.provider} ${model.id}`, model);
  return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, model]) => model);
}

const asJson = ({ book: { version, checkedOn } }: OpenBook, models: readonly ModelPrices[]): string =>
  safeJson({ version: 1, book: version, checkedOn, models });

function asText({ book: { version, checkedOn } }: OpenBook, models: readonly ModelPrices[]): string {
  if (models.length === 0) return "No model of this name has a price: `prices:` in agent-ci.yaml gives it one.\n";
  const rows = models.map((one) => [one.provider || "any", one.id, shownRates(one)] as const);
  const widths = [0, 1].map((at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  const lines = rows.map(
    ([provider, id, shown]) => `${provider.padEnd(widths[0] ?? 0)}  ${id.padEnd(widths[1] ?? 0)}  ${shown}`,
  );
  const last = `${models.length} models, input / output per million tokens; ${version}, compared on ${checkedOn}.`;
  return `${[...lines.map(terminal), "", last].join("\n")}\n`;
}
