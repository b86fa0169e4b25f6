import { clientName } from "./client.ts";
import type { Cited } from "./rule.ts";

/** The ISO 8601 day on which a statement was last seen to hold: run, or else read. */
export const dayOf = (cited: Cited): string => (cited.ran ? cited.ran.date : cited.read.date);

/** "run with Claude Code 2.1.332 on 2026-11-30"; undefined for what was only read. */
export const ranWith = ({ ran }: Pick<Cited, "ran">): string | undefined =>
  ran && `run with ${clientName(ran.client)} ${ran.version} on ${ran.date}`;

/** All that a statement rests on, as texts: the run, then the page. `link` shows an address. */
export function citations(cited: Cited, link = (url: string): string => url): readonly string[] {
  const { read } = cited;
  const run = ranWith(cited);
  return [...(run === undefined ? [] : [run]), ...(read ? [`${link(read.url)} (read ${read.date})`] : [])];
}
