import { TOKEN_FAMILIES, tokenFactors } from "../clients/token-factors.ts";
import type { Reader } from "../context/instruction-files.ts";

/** A number of tokens; `low` and `high` where it is an estimate. */
export interface Amount {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** What a count is multiplied with for the models of a client; of none, it stays. */
export function factorOf(client: Reader | undefined): number {
  return client === undefined ? 1 : tokenFactors[TOKEN_FAMILIES[client]].value.typical;
}

/** What a count by o200k_base is for the models of a client: exact, or an estimate with its interval. */
export function estimate(client: Reader, counted: number): Amount {
  const { typical, low, high } = tokenFactors[TOKEN_FAMILIES[client]].value;
  if (low === high) return { value: Math.round(counted * typical) };
  return {
    value: Math.round(counted * typical),
    low: Math.floor(counted * low),
    high: Math.ceil(counted * high),
  };
}
