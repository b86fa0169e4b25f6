import { isHere } from "../../model/is-here.ts";
import { httpPost } from "../network/http-request.ts";

const TAKEN = /^2\d\d$/;

/**
 * Sends JSON to an address, once, within so many milliseconds; follows no redirect. Null where it was taken, else why
 * not, in words that hold neither the address, which may be a secret, nor what the server said.
 */
export async function postJson(
  address: string,
  body: string,
  patience: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<string | null> {
  if (!URL.canParse(address)) return "that is no address";
  const url = new URL(address);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isHere(url.hostname)))
    return "its address is not one of https";
  const signal = AbortSignal.timeout(patience);
  try {
    const all = { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)), ...headers };
    const answer = await httpPost(url, all, body, signal);
    answer.destroy();
    return TAKEN.test(String(answer.statusCode)) ? null : `it answers ${answer.statusCode}`;
  } catch (error) {
    if (signal.aborted) return `it does not answer within ${patience / 1000} seconds`;
    return `it cannot be reached${codeOf(error)}`;
  }
}

/** `ECONNREFUSED`; a message would name the address. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? `: ${error.code}` : "";
