import { expect, test } from "vitest";
import { readNumbers } from "../../../../src/rollout/analysis/read-numbers.ts";

const wanted = [{ as: "memory", of: "memory" }];

test.each([
  ['{"memory": 120}', { values: { memory: 120 } }],
  ['> bench\n{"memory": 1}\n{"memory": 2, "more": "text"}\nnpm notice\n', { values: { memory: 2 } }],
  ['{"memory": 120}\n{not JSON', { values: { memory: 120 } }],
  ["120", { unreadable: 'it printed no line of JSON, such as {"memory_mb": 120}' }],
  ["", { unreadable: 'it printed no line of JSON, such as {"memory_mb": 120}' }],
  ["[120]", { unreadable: 'it printed no line of JSON, such as {"memory_mb": 120}' }],
  ['{"other": 120}', { unreadable: "it printed no number `memory`" }],
  ['{"memory": "120"}', { unreadable: "it printed no number `memory`" }],
  ['{"memory": null}', { unreadable: "it printed no number `memory`" }],
  ['{"memory": 1e999}', { unreadable: "it printed no number `memory`" }],
  ['{"memory": [1, 2]}', { unreadable: "it printed no number `memory`" }],
  ['{"__proto__": {"memory": 1}}', { unreadable: "it printed no number `memory`" }],
])("%j is read as %j", (said, end) => {
  expect(readNumbers(said, wanted)).toEqual(end);
});

test("of a list of samples the quantile is one of them, by nearest rank", () => {
  const p95 = [{ as: "spawn p95", of: "spawn", quantile: 0.95 }];
  const samples = Array.from({ length: 20 }, (_, index) => index + 1);
  expect(readNumbers(JSON.stringify({ spawn: samples }), p95)).toEqual({ values: { "spawn p95": 19 } });
  expect(readNumbers('{"spawn": 7}', p95)).toEqual({ values: { "spawn p95": 7 } });
  for (const spawn of [[], [1, "2"], [null]])
    expect(readNumbers(JSON.stringify({ spawn }), p95)).toEqual({
      unreadable: "it printed no number `spawn`, and no list of numbers",
    });
});
