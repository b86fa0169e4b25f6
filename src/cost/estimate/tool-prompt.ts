import { toolPrompts } from "../../clients/token-factors.ts";
import type { ModelPrices } from "../book/book.ts";
import type { Range3, Workload } from "../profile/profile.ts";

/** What a model's vendor adds to each request with tools, and whether it has said so of this model. */
export interface AddedPrompt {
  readonly tokens: Range3;
  readonly isKnown: boolean;
}

const NONE: AddedPrompt = { tokens: { low: 0, expected: 0, high: 0 }, isKnown: true };

/**
 * The prompt that Anthropic adds where there are tools; of a model of which it has not said how long that is, what it
 * is of its others, and of the newest of them where one number is asked for. Others have published none.
 */
export function toolPrompt(prices: ModelPrices | undefined, choice: Workload["toolChoice"]): AddedPrompt {
  if (choice === "no-tools" || !prices?.id.includes("claude")) return NONE;
  const names = new Set(prices.names.map(plainName));
  const [, found] = Object.entries(toolPrompts).find(([name]) => names.has(name)) ?? [];
  if (found) {
    const tokens = found.value[choice];
    return { tokens: { low: tokens, expected: tokens, high: tokens }, isKnown: true };
  }
  const all = Object.values(toolPrompts).map(({ value }) => value[choice]);
  const expected = toolPrompts["claude-sonnet-5"].value[choice];
  return { tokens: { low: Math.min(...all), expected, high: Math.max(...all) }, isKnown: false };
}

/** Without who serves it, and which day or version its snapshot is of. */
function plainName(name: string): string {
  const own = name.slice(Math.max(0, name.indexOf("claude-"))).replaceAll(".", "-");
  const end = own.search(/[@-]20\d{6}|-v\d/);
  return end === -1 ? own : own.slice(0, end);
}
