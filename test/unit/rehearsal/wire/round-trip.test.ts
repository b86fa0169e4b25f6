import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readResponse } from "../../../../src/rehearsal/recordings/recording.ts";
import type { ScriptedAnswer } from "../../../../src/rehearsal/scripted/turn.ts";
import { positionOf } from "../../../../src/rehearsal/wire/request.ts";
import type { Form } from "../../../../src/rehearsal/wire/request.ts";
import { wires } from "../../../../src/rehearsal/wire/wires.ts";
import { AGENT_WIRES, type AgentWire, askedOn } from "../../../support/model-requests.ts";

const CONFIGURATION = { system: "a", instructions: "b", skill: "c", tool: "d", model: "model-1", result: "r" };
const CIRCUMSTANCES = {
  session: "1",
  call: "01ABCDEFGHJKLMN",
  date: "2026-11-30",
  long: "Monday, November 30, 2026",
  port: 1234,
  commit: "0a".repeat(20),
  folders: { cwd: "/c/x", home: "/h/x", temp: "/t/x" },
};
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
const count = fc.nat(100_000);
const answers: fc.Arbitrary<ScriptedAnswer> = fc
  .record({
    text: fc.option(text, { nil: undefined }),
    thinking: fc.option(text, { nil: undefined }),
    calls: fc.array(
      fc.record({
        name: fc.stringMatching(/^[a-z_]{1,20}$/),
        arguments: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text),
      }),
      { maxLength: 3 },
    ),
    usage: fc.record({ input: count, output: count, cacheRead: count, reasoning: fc.constant(0) }),
  })
  .map(({ text: said, thinking, ...rest }) => ({
    ...rest,
    ...(said !== undefined && { text: said }),
    ...(thinking !== undefined && { thinking }),
  }));

const forms = (wire: AgentWire): readonly Form[] => (wire === "gemini" ? ["json", "sse", "array"] : ["json", "sse"]);

describe.each(AGENT_WIRES.flatMap((wire) => forms(wire).map((form) => [wire, form] as const)))(
  "%s as %s",
  (name, form) => {
    const wire = wires[name];
    const read = askedOn(name, CONFIGURATION, CIRCUMSTANCES);
    const request = { ...read, form };
    const headers = { "content-type": form === "sse" ? "text/event-stream" : "application/json" };
    const reading = (body: string) =>
      readResponse(name, form, { status: 200, headers, body: Buffer.from(body), broken: false });
    const render = (answer: ScriptedAnswer) =>
      wire.render(answer, request, { position: positionOf(request), characters: 100 });

    test("what a script says is what is read again: text, calls, usage", () => {
      fc.assert(
        fc.property(answers, (answer) => {
          const said = reading(render(answer).join(""));
          expect(said.state).toBe("complete");
          expect(said.text).toBe(answer.text ?? "");
          expect(said.calls.map(({ name: called, arguments: args }) => [called, JSON.parse(args) as unknown])).toEqual(
            (answer.calls ?? []).map((call) => [call.name, call.arguments]),
          );
          const { input, output, cacheRead } = answer.usage ?? { input: 0, output: 0 };
          expect(said.usage).toMatchObject({
            input,
            output,
            partial: false,
            ...((cacheRead ?? 0) > 0 && { cacheRead }),
          });
        }),
        { numRuns: 200, seed: 15 },
      );
    });

    test("an answer that breaks off is never whole, wherever it breaks off", () => {
      const pieces = render({ text: "one two three", calls: [{ name: "tool", arguments: { a: "b" } }] });
      const whole = pieces.join("");
      const end = whole.trimEnd().length - 1;
      for (let at = 0; at < end; at++) {
        const { state } = reading(whole.slice(0, at));
        // The last event of some wires is whole without the line behind it.
        if (state === "complete") expect(reading(whole.slice(0, at)).text).toBe("one two three");
        else expect(state).toBe("truncated");
      }
      expect(reading(pieces.slice(0, -1).join("")).state).toBe("truncated");
    });

    test("an error is one, whatever its status", () => {
      const body = JSON.stringify(wire.error(400, "some_kind", "No."));
      const error = { kind: "some_kind", message: "No." };
      expect(
        readResponse(name, form, {
          status: 400,
          headers: { "content-type": "application/json" },
          body: Buffer.from(body),
          broken: false,
        }),
      ).toMatchObject({ state: "error", error });
      if (form !== "sse" || !wire.streamedError) return;
      expect(
        reading(`${render({ text: "Par" }).slice(0, -1).join("")}${wire.streamedError("some_kind", "No.")}`),
      ).toMatchObject({ state: "error", error });
    });
  },
);
