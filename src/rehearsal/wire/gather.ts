import { sortInstructions, sortMessage } from "./injected.ts";
import { type Json, objectOf, objectsOf, stringOf } from "../../model/json.ts";
import type { RequestItem, ModelRequest, Tool } from "./request.ts";

/** The parts of a request while it is being read, in the order of its messages. */
export interface Gathered {
  readonly items: RequestItem[];
  readonly system: string[];
  readonly skills: string[];
  readonly tools: Tool[];
}

export const gathered = (): Gathered => ({ items: [], system: [], skills: [], tools: [] });

export function addSystem({ system, skills }: Gathered, text: string): void {
  const sorted = sortInstructions(text);
  skills.push(...sorted.skills);
  if (sorted.own !== "") system.push(sorted.own);
}

/** A text of the user's side. Beside a tool's result it is the client that speaks: a skill's body arrives like that. */
export function addUserText({ items, system, skills }: Gathered, text: string, besideResult = false): void {
  const sorted = sortMessage(text);
  system.push(...sorted.system);
  skills.push(...sorted.skills);
  for (const result of sorted.results) items.push({ role: "tool", is: "result", text: result });
  if (sorted.own === "") return;
  items.push(
    besideResult ? { role: "tool", is: "result", text: sorted.own } : { role: "user", is: "text", text: sorted.own },
  );
}

export function addAssistantText({ items }: Gathered, text: string): void {
  if (text.trim() !== "") items.push({ role: "assistant", is: "text", text: text.trim() });
}

export function addCall({ items }: Gathered, name: string, args: unknown): void {
  items.push({
    role: "assistant",
    is: "call",
    name,
    text: typeof args === "string" ? args : JSON.stringify(args ?? {}),
  });
}

export function addResult({ items }: Gathered, content: unknown): void {
  items.push({
    role: "tool",
    is: "result",
    text: typeof content === "string" ? content : JSON.stringify(content ?? ""),
  });
}

export function addMedia({ items }: Gathered, block: unknown): void {
  items.push({ role: "user", is: "media", text: JSON.stringify(block) });
}

/** A tool's declaration; a listing of skills in its description belongs to the skills. */
export function addTool(parts: Gathered, name: string, declaration: Json): void {
  if (declaration["type"] === "namespace") {
    for (const one of objectsOf(declaration["tools"])) addTool(parts, `${name}.${stringOf(one["name"])}`, one);
    return;
  }
  const { tools, skills } = parts;
  const description = stringOf(declaration["description"]);
  const sorted = sortInstructions(description);
  skills.push(...sorted.skills);
  const { cache_control: _, ...rest } = declaration;
  tools.push({ name, text: JSON.stringify(sorted.skills.length > 0 ? { ...rest, description: sorted.own } : rest) });
}

export const requestOf = (
  head: Pick<ModelRequest, "wire" | "form" | "model" | "parameters">,
  parts: Gathered,
): ModelRequest => ({ ...head, ...parts });

/** A content block without what only steers a cache. */
export const bare = (block: Json): Json => {
  const { cache_control: _, ...rest } = objectOf(block);
  return rest;
};
