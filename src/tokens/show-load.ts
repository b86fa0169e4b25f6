import { citations } from "../model/citation.ts";
import { lossOf, lostPart } from "../context/loss.ts";
import { thousands } from "../model/numbers.ts";
import type { Section } from "../model/report.ts";
import type { CountedContext, CountedPart } from "./count-context.ts";
import { amountOf } from "./exact.ts";
import type { ShownLoad, ShownPart, ShownTree, TokenLoad } from "./load-view.ts";
import type { Encoding } from "./tokenizer.ts";

/** What clients load as the section of a report; `trees`: which of them in full. */
export function showLoads(
  encoding: Encoding,
  contexts: readonly CountedContext[],
  trees: readonly CountedContext[],
  { model, waiting }: Pick<TokenLoad, "model" | "waiting"> = {},
): Section {
  const data: TokenLoad = {
    encoding,
    ...(model !== undefined && { model }),
    ...(waiting !== undefined && { waiting }),
    loads: contexts.map(shownLoad),
    trees: trees.map(shownTree),
  };
  return { kind: "token-load", version: 1, data };
}

function shownLoad(context: CountedContext): ShownLoad {
  const { client, folder, plugin } = context;
  return {
    client,
    folder,
    ...(plugin !== undefined && { plugin }),
    always: amountOf(context, "always"),
    trigger: amountOf(context, "on-trigger"),
    demand: amountOf(context, "on-demand"),
  };
}

function shownTree(context: CountedContext): ShownTree {
  const sources = new Map(
    context.parts.map(({ source }) => {
      const shown = { says: sayingHowMany(source), url: source.read?.url ?? citations(source).join(", ") };
      return [`${source.says}\0${shown.url}`, shown];
    }),
  );
  return { ...shownLoad(context), parts: context.parts.map(shownPart), sources: [...sources.values()] };
}

/** What a fact says, with its number in the place of the words for it. */
const sayingHowMany = ({ says, value }: CountedPart["source"]): string =>
  typeof value === "number" ? says.replace("this many", thousands(value)) : says;

function shownPart(part: CountedPart): ShownPart {
  const { when, kind, path, tokens } = part;
  const lost = lostOf(part);
  return { when, kind, path, tokens, ...(lost !== undefined && { lost }) };
}

function lostOf({ artifact, read }: CountedPart): string | undefined {
  if (read === undefined || !artifact || !("outline" in artifact)) return undefined;
  const loss = lossOf(artifact, read);
  return loss && lostPart(loss);
}
