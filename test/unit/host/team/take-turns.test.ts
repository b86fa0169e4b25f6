import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SIDE_BY_SIDE, takeTurns, type Turns } from "../../../../src/host/team/take-turns.ts";

/** Two agents that each add one to a number: read it, ask a model, write it. */
async function added(turns: Turns, isSafe: boolean): Promise<number> {
  let number = 0;
  const agent = async (at: number): Promise<void> => {
    await turns.wait(at);
    await turns.wait(at);
    const read = number;
    if (!isSafe) await turns.wait(at);
    number = read + 1;
    turns.end(at);
  };
  await Promise.all([agent(0), agent(1)]);
  turns.stop();
  return number;
}

const bySeed = (seed: number): Turns => takeTurns({ agents: 2, seed, patienceMs: 60_000, acted: () => undefined });
const seeds = Array.from({ length: 200 }, (_, at) => at + 1);

test("a planted lost update is found in 200 seeds, and its seed loses it again", async () => {
  const sums: number[] = [];
  for (const seed of seeds) sums.push(await added(bySeed(seed), false));
  const first = seeds.find((_, at) => sums[at] === 1);
  expect(first).toBeLessThanOrEqual(200);
  expect(new Set(sums)).toEqual(new Set([1, 2]));
  expect(await added(bySeed(first ?? 0), false)).toBe(1);
});

test("what reads and writes in one step loses nothing in any of them", async () => {
  const sums = await Promise.all(seeds.map((seed) => added(bySeed(seed), true)));
  expect(new Set(sums)).toEqual(new Set([2]));
});

test("side by side nobody is kept", async () => {
  expect(await added(SIDE_BY_SIDE, true)).toBe(2);
  expect(SIDE_BY_SIDE.order()).toEqual([]);
});

test("what each agent did is told before another one goes on, with those that are over", async () => {
  const told: (readonly (readonly number[])[])[] = [];
  const turns = takeTurns({ agents: 2, seed: 1, patienceMs: 60_000, acted: (...what) => told.push(what) });
  await added(turns, true);
  const [first = -1, second = -1] = [...new Set(turns.order())];
  expect(turns.order()).toHaveLength(4);
  expect(told.at(-1)).toEqual([[second], expect.arrayContaining([first, second]), []]);
  expect(told).toHaveLength(6); // each starts, asks, and is over
});

test("whoever waits while everything stops goes on", async () => {
  const turns = takeTurns({ agents: 2, seed: 1, patienceMs: 60_000, acted: () => undefined });
  const waiting = turns.wait(0);
  turns.stop();
  await waiting;
  await turns.wait(1);
});

test("an agent that has more than one request at a time gets all of their answers", async () => {
  const turns = takeTurns({ agents: 1, seed: 1, patienceMs: 60_000, acted: () => undefined });
  const both = [turns.wait(0), turns.wait(0)];
  await Promise.race(both);
  turns.end(0);
  await Promise.all(both);
  turns.stop();
});

test("what an agent left behind waits for nobody", async () => {
  const turns = takeTurns({ agents: 2, seed: 1, patienceMs: 60_000, acted: () => undefined });
  turns.end(0);
  await turns.wait(0);
  turns.stop();
});

test("no agent is told of after its end", () => {
  const acted = vi.fn();
  const turns = takeTurns({ agents: 2, seed: 1, patienceMs: 60_000, acted });
  turns.end(0);
  turns.end(0);
  expect(acted).toHaveBeenCalledTimes(1);
  turns.stop();
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("an agent that waits for another one, and asks nothing, lets it go on after its patience", async () => {
  const acted = vi.fn();
  const turns = takeTurns({ agents: 2, seed: 1, patienceMs: 500, acted });
  const went: number[] = [];
  for (const at of [0, 1]) void turns.wait(at).then(() => went.push(at));
  await vi.advanceTimersByTimeAsync(499);
  expect(went).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(new Set(went)).toEqual(new Set([0, 1]));
  expect(acted.mock.lastCall?.[2]).toEqual([went[0]]); // it may be writing while what is there is read
  turns.stop();
});
