import { expect, test } from "vitest";
import { describeDifference } from "../../../../src/rehearsal/outcome.ts";
import { identify } from "../../../../src/rehearsal/recordings/fingerprint.ts";
import { makeRecording } from "../../../../src/rehearsal/recordings/make-recording.ts";
import { nearestOf } from "../../../../src/rehearsal/recordings/nearest-recording.ts";
import type { ModelRequest } from "../../../../src/rehearsal/wire/request.ts";
import { requestWith } from "../../../support/exchanges.ts";

const saying = (text: string): ModelRequest["items"] => [{ role: "user", is: "text", text }];
const tool = (name: string, does = "x") => ({ name, text: JSON.stringify({ name, does }) });

/** What keeps the recording of the one request from being the answer to the other. */
function differences(recorded: Partial<ModelRequest>, asked: Partial<ModelRequest>): readonly string[] {
  const [was, is] = [requestWith(recorded), requestWith(asked)];
  const answer = { status: 200, headers: {}, body: new Uint8Array(), broken: false };
  const recording = makeRecording(was, identify(was, {}), answer, { repeat: 0, take: 0, texts: false });
  return nearestOf([recording], is, identify(is, {})).nearest?.differs.map(describeDifference) ?? [];
}

test.each([
  [
    "a word of the prompt",
    { items: saying("plan the trip") },
    { items: saying("plan the trap") },
    ['item 1 of the conversation: recorded user text "plan the trip", asked user text "plan the trap"'],
  ],
  [
    "a word behind what a recording shows of a text",
    { items: saying(`${"a ".repeat(50)}one`) },
    { items: saying(`${"a ".repeat(50)}two`) },
    [`item 1 of the conversation, behind its beginning user text "${"a ".repeat(39)}a…"`],
  ],
  [
    "the model, and the tools by their names",
    { items: saying("plan"), model: "old", tools: [tool("Read"), tool("Bash"), tool("Gone")] },
    { items: saying("go"), model: "new", tools: [tool("Read"), tool("Bash", "y"), tool("New")] },
    [
      'item 1 of the conversation: recorded user text "plan", asked user text "go"',
      "tools (Bash changed, Gone gone, New new)",
      "model: recorded old, asked new",
    ],
  ],
  [
    "a secret, which nobody is told",
    { items: saying("one") },
    { items: saying(`two ${["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_")}`) },
    ['item 1 of the conversation: recorded user text "one", asked user text "two <secret>"'],
  ],
] satisfies readonly (readonly [string, Partial<ModelRequest>, Partial<ModelRequest>, readonly string[]])[])(
  "the nearest recording differs in %s",
  (_, recorded, asked, told) => {
    expect(differences(recorded, asked)).toEqual(told);
  },
);
