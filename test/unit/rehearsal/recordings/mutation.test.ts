import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identify, type ConfigurationPart } from "../../../../src/rehearsal/recordings/fingerprint.ts";
import { findRecording, libraryOf } from "../../../../src/rehearsal/recordings/find-recording.ts";
import { makeRecording } from "../../../../src/rehearsal/recordings/make-recording.ts";
import {
  AGENT_WIRES,
  type AgentWire,
  askedOn,
  type Circumstances,
  type Configuration,
  identityOn,
} from "../../../support/model-requests.ts";

const MONTHS = ["January", "May", "September", "December"];

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  session: fc.uuid(),
  call: fc.stringMatching(/^0[0-9A-Za-z]{21}$/),
  date: fc
    .date({ min: new Date("2020-01-01"), max: new Date("2039-12-31"), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  long: fc
    .tuple(fc.constantFrom(...MONTHS), fc.integer({ min: 1, max: 30 }))
    .map(([month, day]) => `Monday, ${month} ${day}, 2026`),
  port: fc.integer({ min: 1024, max: 65_535 }),
  commit: fc.stringMatching(/^[0-9a-f]{40}$/),
  folders: fc
    .stringMatching(/^[a-z]{8}$/)
    .map((name) => ({ cwd: `/work-${name}/repo`, home: `/home-${name}`, temp: `/temp-${name}` })),
});

const word = fc.stringMatching(/^[a-z]{1,10}$/);
const words = fc.array(word, { minLength: 1, maxLength: 30 }).map((all) => all.join(" "));
const configuration: fc.Arbitrary<Configuration> = fc.record({
  system: words,
  instructions: words,
  skill: words,
  tool: words,
  model: fc.constantFrom("model-1", "model-2"),
  result: words,
});

/** Where a changed word has to show. */
const PLACES: readonly (readonly [keyof Configuration, ConfigurationPart])[] = [
  ["system", "system"],
  ["instructions", "system"],
  ["skill", "skills"],
  ["tool", "tools"],
  ["model", "model"],
  ["result", "results"],
];

/** One word of a text becomes another one. */
function changed(text: string, at: number, by: string): string {
  const all = text.split(" ");
  const index = at % all.length;
  return all.with(index, all[index] === by ? `${by}x` : by).join(" ");
}

const ANSWER = { status: 200, headers: {}, body: new Uint8Array(), broken: false };
const FIRST = { repeat: 0, take: 0, texts: false };

/** What the one recording of a request says of another request. */
function judged(
  wire: AgentWire,
  was: readonly [Configuration, Circumstances],
  is: readonly [Configuration, Circumstances],
) {
  const recording = makeRecording(askedOn(wire, ...was), identityOn(wire, ...was), ANSWER, FIRST);
  const found = findRecording(libraryOf([recording]), askedOn(wire, ...is), identityOn(wire, ...is), {
    repeat: 0,
    asked: 0,
  });
  return found.recording ? found.stale : found.why;
}

describe.each(AGENT_WIRES)("requests on %s", (wire) => {
  test.each(PLACES)("one word changed in the %s makes the recording stale, in that part alone", (place, part) => {
    fc.assert(
      fc.property(configuration, circumstances, circumstances, fc.nat(), word, (of, before, after, at, by) => {
        const other = { ...of, [place]: changed(of[place], at, by) };
        expect(judged(wire, [of, before], [other, after])).toEqual([part]);
      }),
      { numRuns: 100, seed: 15 },
    );
  });

  test("ids, dates, ports, folders and commits never do", () => {
    fc.assert(
      fc.property(configuration, circumstances, circumstances, (of, before, after) => {
        expect(judged(wire, [of, before], [of, after])).toEqual([]);
      }),
      { numRuns: 250, seed: 15 },
    );
  });

  test("another prompt of the user is another conversation, and no recording of it", () => {
    fc.assert(
      fc.property(configuration, circumstances, (of, at) => {
        const request = askedOn(wire, of, at);
        expect(request.items.map(({ role, is }) => `${role} ${is}`)).toEqual([
          "user text",
          "assistant call",
          "tool result",
        ]);
        const items = request.items.map((item) => (item.text === "ship it" ? { ...item, text: "ship it now" } : item));
        const other = { ...request, items };
        const recording = makeRecording(request, identityOn(wire, of, at), ANSWER, FIRST);
        const found = findRecording(libraryOf([recording]), other, identify(other, at.folders), {
          repeat: 0,
          asked: 0,
        });
        expect(found).toMatchObject({ why: "unknown", nearest: { recording } });
      }),
      { numRuns: 20, seed: 15 },
    );
  });
});
