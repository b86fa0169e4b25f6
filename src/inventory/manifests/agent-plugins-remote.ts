import type { DataMap } from "../../model/data.ts";
import type { ServerProblem } from "./server-problem.ts";

/** RFC 9110: a field name is a token; a value has no control characters but the tab. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// oxlint-disable-next-line no-control-regex -- exactly these are refused
const HEADER_VALUE = /^[^\u0000-\u0008\u000a-\u001f\u007f]*$/;

/** What is wrong with the address of a server by Agent Plugins 1.0.0; undefined where nothing is. */
export function urlProblem(url: string): string | undefined {
  const [, scheme, authority, rest] = /^(https?):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (scheme === undefined || authority === undefined || /\s/.test(url)) return `is "${url}", no HTTP address`;
  if (authority.includes("@")) return "contains a user's name";
  const host = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(authority);
  const name = host?.[1] ?? host?.[2] ?? "";
  if (name === "") return `is "${url}", an address without a host`;
  if (rest?.includes("#") === true) return "contains a fragment";
  if (scheme.toLowerCase() === "http" && !isLoopback(name))
    return "is not encrypted; only this machine may be reached by http";
  return undefined;
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|(?:0*:)*:?0*1)$/i.test(host);
}

export function* headerProblems(headers: DataMap): Generator<ServerProblem> {
  const seen = new Set<string>();
  for (const { key, keyRange, value } of headers.entries) {
    if (!HEADER_NAME.test(key)) yield { message: `"${key}" is no name of an HTTP header.`, at: keyRange };
    if (value.kind === "string" && !HEADER_VALUE.test(value.value))
      yield { message: `The value of the header "${key}" has control characters.`, at: value.range };
    if (seen.has(key.toLowerCase())) yield { message: `The header "${key}" is there twice.`, at: keyRange };
    seen.add(key.toLowerCase());
  }
}
