import type { WrittenAt } from "../check/suppressions/suppression.ts";
import type { Repository } from "../model/rule.ts";
import type { Workspace } from "./workspace.ts";

/** Where the setting of a key such as `suppress[0].rule` is written, if that is in the checked folder. */
export function shownAt(
  { artifacts }: Repository,
  { policy: { origins }, place: { prefix } }: Workspace,
  key: string,
): WrittenAt | undefined {
  const { path: named, line = 1 } = origins.get(key) ?? {};
  if (named === undefined || !named.startsWith(prefix)) return undefined;
  const path = named.slice(prefix.length);
  const source = artifacts.find((one) => one.path === path)?.source;
  if (!source) return { path };
  const start = lineStart(source.text, line);
  return { path, source, at: { start, end: start } };
}

function lineStart(text: string, line: number): number {
  let at = 0;
  for (let left = line; left > 1; left -= 1) at = text.indexOf("\n", at) + 1 || text.length;
  return at;
}
