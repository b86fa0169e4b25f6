import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { startModelServer } from "../../src/host/models/model-server.ts";
import { identify } from "../../src/rehearsal/recordings/fingerprint.ts";
import { makeRecording } from "../../src/rehearsal/recordings/make-recording.ts";
import type { Recording } from "../../src/rehearsal/recordings/recording.ts";
import { anthropic } from "../../src/rehearsal/wire/anthropic.ts";
import { isObject, parsed } from "../../src/model/json.ts";
import { median } from "./measure.ts";
import { modelRequests } from "./model-requests.ts";

const FIRST_START = `
  const { startModelServer } = await import("./src/host/models/model-server.ts");
  const start = performance.now();
  const server = await startModelServer({ mode: "strict" });
  process.stdout.write(String(performance.now() - start));
  await server.close();
`;

/** Milliseconds until the first server of a process listens, without loading the program: the median of so many. */
export function serverStart(rounds: number): number {
  const start = (): number =>
    Number(execFileSync(process.execPath, ["--input-type=module", "-e", FIRST_START]).toString());
  return median(Array.from({ length: rounds }, start));
}

export interface Replayed {
  readonly bytes: number;
  /** Per second of the clock, and per second that the server's process computed. */
  readonly rate: number;
  readonly perCore: number;
  /** Answered from the recording, and as fresh. */
  readonly fresh: number;
}

/** Requests of one conversation, no two the same bytes, asked by a process of its own over eight connections. */
export async function replayRate(count: number): Promise<Replayed> {
  const server = await startModelServer({ mode: "strict", recordings: [recording()] });
  const load = (requests: number) =>
    promisify(execFile)(process.execPath, ["scripts/bench/model-load.ts", server.url, String(requests)]);
  await load(200); // compiles
  const before = process.cpuUsage();
  const { stdout } = await load(count);
  const { user, system } = process.cpuUsage(before);
  const fresh =
    server.exchanges().filter(({ outcome }) => outcome.kind === "replayed" && outcome.stale.length === 0).length - 200;
  await server.close();
  return {
    bytes: Buffer.byteLength(modelRequests(1)[0] ?? ""),
    rate: count / Number(stdout),
    perCore: count / ((user + system) / 1e6),
    fresh,
  };
}

/** The answer to all of them: a stream of two hundred pieces. */
function recording(): Recording {
  const json = parsed(modelRequests(1)[0] ?? "");
  const request = anthropic.ask(isObject(json) ? json : {}, "/v1/messages", "");
  const text = "word ".repeat(200);
  const body = Buffer.from(anthropic.render({ text }, request, { position: 1, characters: 0 }).join(""));
  const response = { status: 200, headers: { "content-type": "text/event-stream" }, body, broken: false };
  return makeRecording(request, identify(request, {}), response, { repeat: 0, take: 0, texts: false });
}
