import type { HookFormat } from "../../clients/hook-events.ts";
import { type DataMap, entryOf } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { stringAt } from "../texts/text-nodes.ts";
import { ofType } from "./of-type.ts";

export interface HandlerFault {
  readonly message: string;
  readonly at: Range;
  /** The handler loads and does nothing: what stands beside it holds. */
  readonly idle?: true;
}

/** Why a client cannot run a handler, or undefined where it can, or where its type is one that is not known yet. */
export function handlerFault(handler: DataMap, format: HookFormat, event: string): HandlerFault | undefined {
  const type = entryOf(handler, "type");
  const at = handler.entries[0]?.keyRange ?? handler.range;
  if (!type && format.usualType === undefined) return { message: `A handler of "${event}" has no "type".`, at };
  if (type && type.value.kind !== "string")
    return { message: `The "type" of a handler of "${event}" has to be a text.`, at: type.value.range };
  const name = stringAt(handler, "type")?.value ?? format.usualType ?? "";
  const required = Object.hasOwn(format.handlers, name) ? (format.handlers[name] ?? []) : [];
  for (const fields of required) {
    const any = typeof fields === "string" ? [fields] : fields;
    if (any.some((field) => stringAt(handler, field)?.value.trim())) continue;
    const wrong = any.map((field) => entryOf(handler, field)).find((entry) => entry !== undefined);
    const one = any.map((field) => `"${field}"`).join(" or ");
    const typed = `${ofType(name, "handler")} of "${event}"`;
    if (wrong?.value.kind === "string")
      return { message: `"${wrong.key}" of ${typed} is empty.`, at: wrong.keyRange, idle: true };
    return wrong
      ? { message: `"${wrong.key}" of ${typed} has to be a text.`, at: wrong.keyRange }
      : { message: `A${typed.slice(1)} has no ${one}.`, at: type?.value.range ?? at };
  }
  return undefined;
}
