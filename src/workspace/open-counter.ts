import { openTokenCache } from "../host/machine/token-cache.ts";
import { TOOL } from "../report/tool.ts";
import { type Counter, openCounter } from "../tokens/counter.ts";
import type { World } from "./world.ts";
import type { Workspace } from "./workspace.ts";

/** A counter that remembers from one run to the next; call `save` when all is counted. */
export function openWorkspaceCounter(
  { env }: World,
  { place: { top } }: Workspace,
): { readonly counter: Counter; readonly save: () => void } {
  const encoding = "o200k_base";
  const cache = openTokenCache(env, top, `${TOOL.version}-${encoding}`);
  return { counter: openCounter(encoding, cache), save: cache.save };
}
