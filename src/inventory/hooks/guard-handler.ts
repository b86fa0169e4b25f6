import { COPILOT_GUARD_FIELDS } from "../../clients/forms/copilot-cli.ts";
import { type HookDialect, hookFormat } from "../../clients/hook-events.ts";
import { CLAUDE_HANDLER_FIELDS, type HandlerForm } from "../../clients/forms/claude-hook-fields.ts";
import type { DataMap, DataNode } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import type { Range } from "../../model/source.ts";
import { stringAt } from "../texts/text-nodes.ts";

const WORDS: Readonly<Record<Extract<HandlerForm, string>, string>> = {
  text: "a text",
  truth: "true or false",
  positive: "a number above 0",
  texts: "a list of texts",
  "texts by key": "a map of texts",
  map: "a map",
  address: "a whole URL",
  "safe address": "a URL that begins with https",
};

/** By the client: the types of handlers that guard permissions, and what is asked of their fields. */
const GUARD_FIELDS = { "claude-code": CLAUDE_HANDLER_FIELDS, copilot: COPILOT_GUARD_FIELDS } as const;

/** Why a client does not load a guard that has what its type needs: its type, or the form of a field. */
export function guardHandlerFault(
  handler: DataMap,
  dialect: HookDialect,
): { readonly message: string; readonly at: Range } | undefined {
  if (dialect !== "claude-code" && dialect !== "copilot") return undefined;
  const type = stringAt(handler, "type");
  const name = type?.value ?? hookFormat(dialect)?.usualType;
  if (name === undefined) return undefined; // said already: a handler needs one
  const byType: Readonly<Record<string, Readonly<Record<string, HandlerForm>>>> = GUARD_FIELDS[dialect];
  const types = Object.keys(byType);
  const fields = types.includes(name) ? byType[name] : undefined;
  if (!fields) {
    const close = nearest(name, types);
    const hint = close === undefined ? `it has ${types.join(", ")}` : `did you mean "${close}"`;
    return {
      message: `There is no handler of type "${name}"; ${hint}${close === undefined ? "." : "?"}`,
      at: type?.range ?? handler.range,
    };
  }
  for (const { key, value } of handler.entries) {
    const form = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (form === undefined || fits(value, form)) continue;
    const wanted = typeof form === "string" ? WORDS[form] : form.map((one) => `"${one}"`).join(" or ");
    return { message: `"${key}" has to be ${wanted}.`, at: value.range };
  }
  return undefined;
}

function fits(node: DataNode, form: HandlerForm): boolean {
  switch (form) {
    case "text":
      return node.kind === "string";
    case "truth":
      return node.kind === "boolean";
    case "positive":
      return node.kind === "number" && node.value > 0;
    case "texts":
      return node.kind === "list" && node.items.every(({ kind }) => kind === "string");
    case "texts by key":
      return node.kind === "map" && node.entries.every(({ value }) => value.kind === "string");
    case "map":
      return node.kind === "map";
    case "address":
      return node.kind === "string" && URL.canParse(node.value);
    case "safe address":
      return node.kind === "string" && /^https:/i.test(node.value);
    default:
      return node.kind === "string" && form.includes(node.value);
  }
}
