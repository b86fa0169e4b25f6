import type { Exchange } from "../../src/rehearsal/exchange.ts";
import type { ModelRequest } from "../../src/rehearsal/wire/request.ts";

/** A request to a model that nothing else is known of. */
export const requestWith = (more: Partial<ModelRequest>): ModelRequest => ({
  wire: "anthropic-messages",
  form: "json",
  model: "m",
  items: [],
  system: [],
  skills: [],
  tools: [{ name: "Read", text: '{"name":"Read","description":"Reads a file."}' }],
  parameters: {},
  ...more,
});

/** Requests as a server of models has noted them. */
export const exchangesOf = (...requests: readonly ModelRequest[]): readonly Exchange[] =>
  requests.map((request, number) => ({
    number,
    began: 0,
    ended: 0,
    method: "POST",
    path: "/v1/messages",
    body: new Uint8Array(),
    request,
    kept: true,
    response: { status: 200, headers: {}, body: new Uint8Array() },
    outcome: { kind: "scripted", script: "test", position: number },
    delivered: true,
  }));
