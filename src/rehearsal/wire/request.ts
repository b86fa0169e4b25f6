import type { WireName } from "./wire-name.ts";

/** How an answer travels: one JSON text, server-sent events, or a JSON list that grows (Gemini without `alt=sse`). */
export type Form = "json" | "sse" | "array";

/** What a client asks a model for, the same for every wire. Texts are as they came: nothing is normalised yet. */
export interface ModelRequest {
  readonly wire: WireName;
  readonly form: Form;
  readonly model: string;
  /** The conversation in its order, without what the client's configuration puts into it. */
  readonly items: readonly RequestItem[];
  /** Instructions: the system prompt, and what the client injects into messages from files of the repository. */
  readonly system: readonly string[];
  /** Listings of skills, wherever the client puts them. */
  readonly skills: readonly string[];
  readonly tools: readonly Tool[];
  /** Everything else that shapes the answer, without ids of users, sessions and caches. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface RequestItem {
  readonly role: "user" | "assistant" | "tool";
  /**
   * `result` is what a tool returned, and what the client says beside it;
   * `earlier` names an answer that the vendor keeps.
   */
  readonly is: "text" | "call" | "result" | "media" | "earlier";
  /** Of the tool, for a call. */
  readonly name?: string;
  readonly text: string;
}

export interface Tool {
  readonly name: string;
  /** Its declaration as JSON. */
  readonly text: string;
}

/** How many answers of the model the conversation holds: the position of the next one. */
export function positionOf({ items }: Pick<ModelRequest, "items">): number {
  return items.filter(({ role }, at) => role === "assistant" && items[at - 1]?.role !== "assistant").length;
}
