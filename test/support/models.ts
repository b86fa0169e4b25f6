import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { type ModelServer, startModelServer } from "../../src/host/models/model-server.ts";
import type { ModelServerOptions } from "../../src/host/models/options.ts";
import { readRecording, renderRecording } from "../../src/rehearsal/recordings/recording-file.ts";
import type { Recording } from "../../src/rehearsal/recordings/recording.ts";
import type { ScriptedTurn } from "../../src/rehearsal/scripted/turn.ts";

/** A server of models that ends with the running test. */
export async function models(options: Partial<ModelServerOptions>): Promise<ModelServer> {
  const server = await startModelServer({ mode: "strict", ...options });
  onTestFinished(() => server.close());
  return server;
}

/** A server that plays these turns to everybody. */
export const scripted = (...turns: readonly ScriptedTurn[]): Promise<ModelServer> =>
  models({ scripts: [{ name: "test", when: {}, turns, forever: false }] });

export interface UpstreamAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent piece by piece. */
  readonly pieces: readonly (string | Uint8Array)[];
  /** Breaks the connection behind the last piece. */
  readonly broken?: boolean;
  /** Never ends. */
  readonly open?: boolean;
}
export interface Upstream {
  readonly url: string;
  readonly asked: readonly { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
}

/** A vendor on loopback: answers by what it is asked, from 0. */
export async function upstream(answer: (body: string, asked: number) => UpstreamAnswer): Promise<Upstream> {
  const asked: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer(async (incoming, response) => {
    const body = await text(incoming);
    asked.push({ path: incoming.url ?? "", headers: incoming.headers, body });
    const { status = 200, headers = SSE, pieces, broken = false, open = false } = answer(body, asked.length - 1);
    response.writeHead(status, headers);
    for (const piece of pieces) {
      response.write(piece);
      await new Promise(setImmediate);
    }
    if (open) return;
    if (broken) response.socket?.write("", () => response.destroy());
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The upstream has no port.");
  return { url: `http://127.0.0.1:${address.port}`, asked };
}

export const SSE = { "content-type": "text/event-stream; charset=utf-8" };
export const JSON_TYPE = { "content-type": "application/json" };

/** A recording as it is after a way through its file. */
export function throughFile(recording: Recording): Recording {
  const read = readRecording(renderRecording(recording));
  if (!read.ok) throw new Error(read.reason);
  return read.recording;
}

export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Posts JSON, or a text as it is. */
export async function post(
  server: { readonly url: string },
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Posted> {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Server-sent events as Anthropic names them. */
export const events = (...all: readonly { readonly type: string; readonly [name: string]: unknown }[]): string =>
  all.map((one) => `event: ${one.type}\ndata: ${JSON.stringify(one)}\n\n`).join("");

/** A whole stream of Anthropic's that says a text. */
export const saying = (answer: string, model = "m"): string =>
  events(
    {
      type: "message_start",
      message: {
        id: "msg_01ABCDEFGHJK",
        type: "message",
        role: "assistant",
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 25, output_tokens: 1 },
      },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: answer } },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 7 } },
    { type: "message_stop" },
  );
