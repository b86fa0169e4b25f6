import type { Exchange } from "../exchange.ts";
import type { ExchangeOutcome } from "../outcome.ts";

/** What no model was asked by: the server knew the answer, or nobody does. */
const OTHERS: ReadonlySet<ExchangeOutcome["kind"]> = new Set(["known", "unmatched"]);

/** Whether an exchange is a request to a model. */
export const asksModel = ({ outcome }: Pick<Exchange, "outcome">): boolean => !OTHERS.has(outcome.kind);
