import fc from "fast-check";
import { expect, test } from "vitest";
import { readingOf } from "../../../src/rehearsal/recordings/recording.ts";
import { models, post, saying, throughFile, upstream } from "../../support/models.ts";

const ask = (content: string) => ({ model: "m", max_tokens: 10, stream: true, messages: [{ role: "user", content }] });
const WHOLE = Buffer.from(saying('Zażółć gęślą jaźń 🦊 "quoted"\n\\ and \u2028 more'));

/** Places where the stream comes apart, also inside a character. */
const cuts = fc.uniqueArray(fc.integer({ min: 1, max: WHOLE.length - 1 }), { maxLength: 12 });

function apart(bytes: Buffer, at: readonly number[]): readonly Uint8Array[] {
  const sorted = [0, ...at.toSorted((one, other) => one - other), bytes.length];
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

test("a stream is replayed byte for byte, however it came apart on its way, in 500 random cases", async () => {
  let pieces: readonly Uint8Array[] = [];
  const vendor = await upstream(() => ({ pieces }));
  let number = 0;
  await fc.assert(
    fc.asyncProperty(cuts, async (at) => {
      pieces = apart(WHOLE, at);
      const asked = ask(`question ${number++}`);
      const recorder = await models({ mode: "record", upstream: { anthropic: { url: vendor.url } } });
      const live = await post(recorder, "/v1/messages", asked);
      const recordings = recorder.recorded().map(throughFile);
      const server = await models({ recordings });
      const replayed = await post(server, "/v1/messages", asked);
      expect(Buffer.from(live.text)).toEqual(WHOLE);
      expect(Buffer.from(replayed.text)).toEqual(WHOLE);
      expect(Buffer.from(recordings[0]?.response.body ?? [])).toEqual(WHOLE);
      expect(server.exchanges()[0]?.reading).toEqual(recorder.exchanges()[0]?.reading);
      await Promise.all([recorder.close(), server.close()]);
    }),
    { numRuns: 500, seed: 15 },
  );
});

test("a stream that breaks off anywhere is kept as far as it came, and is never whole", async () => {
  let pieces: readonly Uint8Array[] = [];
  const vendor = await upstream(() => ({ pieces, broken: true }));
  const last = WHOLE.indexOf("event: message_stop");
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: last }), async (at) => {
      pieces = [WHOLE.subarray(0, at)];
      const recorder = await models({ mode: "record", upstream: { anthropic: { url: vendor.url } } });
      await expect(post(recorder, "/v1/messages", ask("x"))).rejects.toThrow();
      const [recording] = recorder.recorded().map(throughFile);
      if (!recording) throw new Error("Nothing was recorded.");
      expect(Buffer.from(recording.response.body)).toEqual(WHOLE.subarray(0, at));
      expect(readingOf(recording)).toMatchObject({ state: "truncated" });
      const server = await models({ recordings: [recording] });
      await expect(post(server, "/v1/messages", ask("x"))).rejects.toThrow();
      await Promise.all([recorder.close(), server.close()]);
    }),
    { numRuns: 50, seed: 15 },
  );
});
