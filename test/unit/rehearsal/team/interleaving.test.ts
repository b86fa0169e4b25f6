import { expect, test } from "vitest";
import {
  afterTurn,
  type Interleaving,
  newInterleaving,
  type TurnEvent,
} from "../../../../src/rehearsal/team/interleaving.ts";

/** What is released after each event. */
function released(seed: number, agents: number, events: readonly TurnEvent[]): readonly (number | undefined)[] {
  let state: Interleaving = newInterleaving(agents, seed);
  return events.map((event) => {
    const { next, ...after } = afterTurn(state, event);
    state = after;
    return next;
  });
}

test("nobody goes on before everybody waits, and then one does", () => {
  const [first, second] = released(1, 2, [
    { agent: 1, now: "waits" },
    { agent: 0, now: "waits" },
  ]);
  expect(first).toBeUndefined();
  expect([0, 1]).toContain(second);
});

test("the last one that waits goes on when the others are over", () => {
  expect(
    released(1, 3, [
      { agent: 0, now: "over" },
      { agent: 1, now: "over" },
      { agent: 2, now: "waits" },
      { agent: 2, now: "over" },
    ]),
  ).toEqual([undefined, undefined, 2, undefined]);
});

test("who waits for another one keeps nobody, and is heard again when it asks", () => {
  let state: Interleaving = { standings: ["acts", "waits"], order: [], dice: 1 };
  const after = (event: TurnEvent): number | undefined => {
    const { next, ...rest } = afterTurn(state, event);
    state = rest;
    return next;
  };
  expect(after({ agent: 0, now: "stuck" })).toBe(1);
  expect(after({ agent: 0, now: "waits" })).toBeUndefined(); // the other one acts
  expect(after({ agent: 1, now: "over" })).toBe(0);
  expect(state.order).toEqual([1, 0]);
});

test("every order comes up, and the same one for the same seed", () => {
  const orderOf = (seed: number): string => {
    let state = newInterleaving(2, seed);
    const left = [2, 2];
    let event: TurnEvent | undefined = { agent: 0, now: "waits" };
    state = afterTurn(state, event);
    event = { agent: 1, now: "waits" };
    while (event) {
      const { next, ...after }: ReturnType<typeof afterTurn> = afterTurn(state, event);
      state = after;
      if (next === undefined) break;
      left[next] = (left[next] ?? 0) - 1;
      event = { agent: next, now: left[next] === 0 ? "over" : "waits" };
    }
    return state.order.join("");
  };
  const orders = Array.from({ length: 50 }, (_, seed) => orderOf(seed));
  // Two agents of two steps each: 4! / (2! 2!) orders.
  expect([...new Set(orders)].toSorted()).toEqual(["0011", "0101", "0110", "1001", "1010", "1100"]);
  expect(Array.from({ length: 50 }, (_, seed) => orderOf(seed))).toEqual(orders);
});
