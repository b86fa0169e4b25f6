export const WIRES = ["anthropic-messages", "openai-chat", "openai-responses", "openai-embeddings", "gemini"] as const;
export type WireName = (typeof WIRES)[number];
