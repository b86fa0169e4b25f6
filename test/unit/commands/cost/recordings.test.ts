import { expect, test } from "vitest";
import { identify } from "../../../../src/rehearsal/recordings/fingerprint.ts";
import { makeRecording } from "../../../../src/rehearsal/recordings/make-recording.ts";
import { renderRecording } from "../../../../src/rehearsal/recordings/recording-file.ts";
import type { ModelRequest } from "../../../../src/rehearsal/wire/request.ts";
import { events, JSON_TYPE, SSE } from "../../../support/models.ts";
import { reportUsage } from "../../../support/usage-report.ts";

function recorded(body: string, { wire = "anthropic-messages", form = "sse" }: Partial<ModelRequest> = {}): string {
  const request: ModelRequest = {
    wire,
    form,
    model: "asked",
    items: [{ role: "user", is: "text", text: body }],
    system: [],
    skills: [],
    tools: [],
    parameters: { service_tier: "priority" },
  };
  const response = {
    status: 200,
    headers: form === "sse" ? SSE : JSON_TYPE,
    body: new TextEncoder().encode(body),
    broken: false,
  };
  return renderRecording(makeRecording(request, identify(request, {}), response, { repeat: 0, take: 0, texts: false }));
}
const begun = {
  type: "message_start",
  message: { id: "msg_1", model: "claude-sonnet-4-6", usage: { input_tokens: 25, output_tokens: 1 } },
};

test("recordings cost what it took to record them", async () => {
  const whole = events(
    begun,
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 100 } },
    { type: "message_stop" },
  );
  const { code, cost, usage } = await reportUsage({ "a.json": recorded(whole) });
  // 25 × $3 and 100 × $15 per million.
  expect({ code, cost, assumed: usage?.assumed }).toEqual({ code: 0, cost: "1575000", assumed: [] });
});

test("an answer that broke off took at least what it said", async () => {
  const { cost, usage } = await reportUsage({ "a.json": recorded(events(begun)) });
  expect(cost).toBe("90000");
  expect(usage?.assumed.join()).toContain("broke off");
});

test("the service is the one that served, not the one asked for", async () => {
  const answer = (tier: string): string =>
    JSON.stringify({
      id: "resp_1",
      status: "completed",
      model: "gpt-5-mini",
      service_tier: tier,
      output: [],
      usage: { input_tokens: 2000, input_tokens_details: { cached_tokens: 1000 }, output_tokens: 500 },
    });
  const costOf = async (tier: string) =>
    (await reportUsage({ "a.json": recorded(answer(tier), { wire: "openai-responses", form: "json" }) })).cost;
  expect([await costOf("default"), await costOf("flex")]).toEqual(["1275000", "637500"]);
});

test("a file that is no recording any more is told", async () => {
  const { code, said } = await reportUsage({
    "a.json": recorded(events(begun)).replace('"version": 1', '"version": 2'),
  });
  expect(code).toBe(1);
  expect(said).toEqual(["usage/unread 1 file cannot be read: a.json."]);
});
