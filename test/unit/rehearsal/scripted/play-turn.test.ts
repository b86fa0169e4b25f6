import { expect, test } from "vitest";
import type { PlayEvent } from "../../../../src/rehearsal/play.ts";
import { findTurn } from "../../../../src/rehearsal/scripted/find-turn.ts";
import { playTurn } from "../../../../src/rehearsal/scripted/play-turn.ts";
import type { ScriptedTurn } from "../../../../src/rehearsal/scripted/turn.ts";
import type { RequestItem, ModelRequest } from "../../../../src/rehearsal/wire/request.ts";

const REQUEST: ModelRequest = {
  wire: "anthropic-messages",
  form: "sse",
  model: "m",
  items: [{ role: "user", is: "text", text: "hello there" }],
  system: ["You are the architect."],
  skills: [],
  tools: [],
  parameters: {},
};
const PLACE = { position: 0, characters: 11 };

const shape = (events: readonly PlayEvent[]): string =>
  events.map((event) => (event.do === "wait" ? `wait ${event.milliseconds}` : event.do)).join(", ");
const sent = (events: readonly PlayEvent[]): string =>
  events.map((event) => (event.do === "send" ? Buffer.from(event.bytes).toString() : "")).join("");

test.each<[string, ScriptedTurn, string]>([
  [
    "waits before and between",
    { answer: { text: "a" }, delay: 5, pause: 2, cut: { after: 2, how: "end" } },
    "wait 5, head, send, wait 2, send, end",
  ],
  ["breaks where it is told", { answer: { text: "a" }, cut: { after: 1, how: "break" } }, "head, send, break"],
  ["breaks before anything", { answer: { text: "a" }, cut: { after: 0, how: "break" } }, "head, break"],
  ["is an error alone", { error: { status: 529, kind: "overloaded_error", message: "x" } }, "head, send, end"],
])("a turn %s", (_, turn, expected) => {
  expect(shape(playTurn(turn, REQUEST, PLACE))).toBe(expected);
});

test("an error in a stream takes the place of its end", () => {
  const events = playTurn(
    { answer: { text: "Par" }, error: { status: 529, kind: "overloaded_error", message: "Overloaded" } },
    REQUEST,
    PLACE,
  );
  expect(events[0]).toMatchObject({ do: "head", status: 200 });
  expect(sent(events)).toContain('"text":"Par"');
  expect(sent(events)).not.toContain("message_stop");
  expect(sent(events)).toMatch(/event: error\ndata: .*"overloaded_error".*\n\n$/);
});

test("an error that comes in one piece has its status, and says how long to wait", () => {
  const turn = {
    answer: { text: "Par" },
    error: { status: 429, kind: "rate_limit_error", message: "x", retryAfter: 7 },
  };
  expect(playTurn(turn, { ...REQUEST, form: "json" }, PLACE)[0]).toMatchObject({
    do: "head",
    status: 429,
    headers: { "retry-after": "7" },
  });
});

const said = (count: number): readonly RequestItem[] =>
  Array.from({ length: count }, (): readonly RequestItem[] => [
    { role: "assistant", is: "text", text: "I look." },
    { role: "assistant", is: "call", name: "Read", text: "{}" },
    { role: "tool", is: "result", text: "found" },
  ]).flat();
const at = (position: number): ModelRequest => ({ ...REQUEST, items: [...REQUEST.items, ...said(position)] });
const error = { status: 529, kind: "overloaded_error", message: "x" };
const turns: readonly ScriptedTurn[] = [{ error }, { answer: { text: "one" } }, { answer: { text: "two" } }];
const script = { name: "s", when: {}, turns, forever: false };
const text = (request: ModelRequest, asked: number, forever = false) =>
  findTurn([{ ...script, forever }], request, asked)?.turn?.answer?.text;

test("the conversation says which turn it is; only the very same request gets the one behind an error", () => {
  expect([text(at(0), 0), text(at(0), 1), text(at(0), 2)]).toEqual([undefined, "one", "one"]);
  expect([text(at(1), 0), text(at(1), 5), text(at(2), 0)]).toEqual(["two", "two", undefined]);
  expect(text(at(7), 0, true)).toBe("two");
});

test.each([
  [{ tools: false }, true],
  [{ tools: true }, false],
  [{ wire: "gemini" }, false],
  [{ model: "m", prompt: "hello" }, true],
  [{ prompt: "goodbye" }, false],
  [{ system: "the architect" }, true],
  [{ system: "the developer" }, false],
])("a script for %j answers: %s", (when, answers) => {
  expect(findTurn([{ ...script, when }], REQUEST, 0) !== undefined).toBe(answers);
});
