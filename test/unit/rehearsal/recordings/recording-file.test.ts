import fc from "fast-check";
import { expect, test } from "vitest";
import { identify } from "../../../../src/rehearsal/recordings/fingerprint.ts";
import { makeRecording } from "../../../../src/rehearsal/recordings/make-recording.ts";
import { readRecording, renderRecording } from "../../../../src/rehearsal/recordings/recording-file.ts";
import type { Recording } from "../../../../src/rehearsal/recordings/recording.ts";
import type { ModelRequest } from "../../../../src/rehearsal/wire/request.ts";
import { planted } from "../../../support/planted-secrets.ts";

const REQUEST: ModelRequest = {
  wire: "anthropic-messages",
  form: "sse",
  model: "claude-x",
  items: [{ role: "user", is: "text", text: "ship it" }],
  system: ["You are the vendor's own prompt."],
  skills: ["- deploy: Ships it."],
  tools: Array.from({ length: 150 }, (_, at) => ({ name: `tool ${at}`, text: "{}" })),
  parameters: { max_tokens: 10 },
};

function recordingOf(body: Uint8Array | string, { request = REQUEST, texts = false } = {}): Recording {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const response = { status: 200, headers: { "content-type": "text/event-stream" }, body: bytes, broken: false };
  return makeRecording(request, identify(request, {}), response, { repeat: 0, take: 0, texts });
}

test("every answer comes back from its file byte for byte", () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: "binary", maxLength: 300 })), (body) => {
      const recording = recordingOf(body);
      expect(readRecording(renderRecording(recording))).toEqual({ ok: true, recording });
    }),
    { numRuns: 500, seed: 15 },
  );
});

test("the file can be read by people: the answer's text as it is, its lines one by one", () => {
  const file = renderRecording(recordingOf('event: x\ndata: {"type":"message_stop"}\n\n'));
  expect(file).toContain('"event: x\\n",\n');
  expect(JSON.parse(file)).toMatchObject({ version: 1, says: { state: "complete", text: "" } });
});

test("system prompts are hashes unless somebody asks for their texts", () => {
  expect(renderRecording(recordingOf(""))).not.toContain("vendor's own");
  const recording = recordingOf("", { texts: true });
  expect(recording.texts).toEqual({ system: REQUEST.system, skills: REQUEST.skills });
  expect(readRecording(renderRecording(recording))).toEqual({ ok: true, recording });
});

test("no secret of a request is in its file, and none changes a key", () => {
  const secret = planted("github-token").value;
  const other = planted("github-token", 2).value;
  const withSecret = (text: string): ModelRequest => ({
    ...REQUEST,
    system: [`Use ${text}.`],
    items: [{ role: "user", is: "text", text: `ship it with ${text}` }],
    tools: [{ name: "Bash", text: `{"description":"${text}"}` }],
  });
  const file = renderRecording(recordingOf("", { request: withSecret(secret), texts: true }));
  expect(file).not.toContain(secret);
  expect(renderRecording(recordingOf("", { request: withSecret(other), texts: true }))).toBe(file);
});

const GOOD = renderRecording(recordingOf("data: {}\n\n"));

test.each([
  ["no JSON", "{", "it is no JSON"],
  ["a later version", GOOD.replace('"version": 1', '"version": 2'), "/version is not 1"],
  ["an unknown wire", GOOD.replace('"anthropic-messages"', '"telepathy"'), "/wire is not one of"],
  ["a status that is none", GOOD.replace('"status": 200', '"status": 999'), "/response/status"],
  [
    "a name that leads out of its folder",
    GOOD.replace(/"conversation": "[^"]*"/, '"conversation": "../../x"'),
    "/key/conversation",
  ],
  ["no answer", GOOD.replace('"response"', '"answer"'), "/response is missing"],
])("a file with %s is refused, with a reason", (_, file, reason) => {
  expect(readRecording(file)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
});

test("a file cannot bring headers that a recording does not keep", () => {
  const file = GOOD.replace(
    '"content-type": "text/event-stream"',
    '"content-type": "text/plain", "set-cookie": "a=b", "retry-after": "1\\r\\nx: y"',
  );
  const read = readRecording(file);
  expect(read.ok && read.recording.response.headers).toEqual({ "content-type": "text/plain" });
});
