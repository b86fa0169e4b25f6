import { anthropic } from "./anthropic.ts";
import { chat } from "./chat.ts";
import { embeddings } from "./embeddings.ts";
import { gemini } from "./gemini.ts";
import { responses } from "./responses.ts";
import type { Wire } from "./wire.ts";
import type { WireName } from "./wire-name.ts";

export const wires: Readonly<Record<WireName, Wire>> = {
  "anthropic-messages": anthropic,
  "openai-chat": chat,
  "openai-responses": responses,
  "openai-embeddings": embeddings,
  gemini,
};

/** The wire that a `POST` to a path speaks; undefined for a path that asks no model. */
export const wireOf = (path: string): Wire | undefined => Object.values(wires).find(({ claims }) => claims(path));
