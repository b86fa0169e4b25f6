import { expect, test } from "vitest";
import { describeEnd } from "../../../src/rehearsal/describe-end.ts";
import type { Ended } from "../../../src/rehearsal/isolation.ts";

test("a good end needs no words", () => {
  expect(describeEnd({ kind: "exit", code: 0 })).toBeUndefined();
});

test.each<[Ended, string]>([
  [{ kind: "exit", code: 2 }, "It ended with exit code 2."],
  [{ kind: "signal", signal: "SIGSEGV" }, "It was ended by SIGSEGV, which this run did not send."],
  [
    { kind: "time-limit", limitMs: 1500, obeyed: false },
    "It took longer than 1.5 s, and was killed with all that it had started. Raise the time limit, or find out what it waits for.",
  ],
  [
    { kind: "time-limit", limitMs: 60_000, obeyed: true },
    "It took longer than 60 s, and ended when it was asked to. Raise the time limit, or find out what it waits for.",
  ],
  [
    { kind: "too-many-processes", limit: 8 },
    "It had more than 8 processes at a time, and was killed with all of them.",
  ],
  [{ kind: "not-started", reason: "no such file" }, "It could not be started: no such file"],
  [{ kind: "lost", reason: "out of memory" }, "Nobody saw how it ended: out of memory"],
])("%o", (ended, told) => {
  expect(describeEnd(ended)).toBe(told);
});
