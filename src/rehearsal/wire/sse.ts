import { type Json, isObject, parsed } from "../../model/json.ts";

export interface ServerEvent {
  readonly event?: string;
  readonly data: string;
}

/**
 * A whole body of server-sent events, in order.
 * The last one counts without its blank line too, as the vendors' clients have it.
 */
export function serverEvents(body: string): readonly ServerEvent[] {
  const events: ServerEvent[] = [];
  const text = body.includes("\r") ? body.replaceAll(/\r\n?/g, "\n") : body;
  for (const block of text.split("\n\n")) {
    const data: string[] = [];
    let event: string | undefined;
    for (const line of block.split("\n")) {
      const [, field, value = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (field === "data") data.push(value);
      else if (field === "event") event = value;
    }
    if (data.length > 0) events.push({ data: data.join("\n"), ...(event !== undefined && { event }) });
  }
  return events;
}

/** The events that hold JSON objects, each with its name if it has one. What is cut off in the middle is left out. */
export function jsonEvents(body: string): readonly { readonly event?: string; readonly json: Json }[] {
  return serverEvents(body).flatMap(({ event, data }) => {
    const json = parsed(data);
    return isObject(json) ? [{ json, ...(event !== undefined && { event }) }] : [];
  });
}

export const serverEvent = (json: unknown, event?: string): string =>
  `${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(json)}\n\n`;
