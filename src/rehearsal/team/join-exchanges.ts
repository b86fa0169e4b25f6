import type { Exchange } from "../exchange.ts";

/** What all agents of a team asked, in the order in which it arrived, each with the name of who did. */
export const joinExchanges = (names: readonly string[], asked: readonly (readonly Exchange[])[]): readonly Exchange[] =>
  asked
    .flatMap((own, at) => own.map((exchange) => ({ exchange, agent: names[at] ?? "" })))
    .toSorted((one, other) => one.exchange.began - other.exchange.began)
    .map(({ exchange, agent }, number) => named(exchange, agent, number));

/** What is read when it is asked for stays so: a spread would read all of it now. */
function named(exchange: Exchange, agent: string, number: number): Exchange {
  const { kept, began, ended, method, path, body, response, outcome, delivered } = exchange;
  return {
    agent,
    number,
    kept,
    began,
    ended,
    method,
    path,
    body,
    response,
    outcome,
    delivered,
    get request() {
      return exchange.request;
    },
    get reading() {
      return exchange.reading;
    },
  };
}
