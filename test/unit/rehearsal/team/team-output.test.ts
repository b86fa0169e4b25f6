import { expect, test } from "vitest";
import type { ProgramRun } from "../../../../src/rehearsal/isolation.ts";
import { readTeam, teamRun } from "../../../../src/rehearsal/team/team-output.ts";

const lines = (...all: readonly unknown[]): string => all.map((one) => `${JSON.stringify(one)}\n`).join("");
const output = (text: string): ProgramRun["stdout"] => ({ text, bytes: text.length, cut: false });
const ranWith = (
  stdout: string,
  stderr: string,
  ended: ProgramRun["ended"] = { kind: "exit", code: 0 },
): ProgramRun => ({
  isolation: "namespaces",
  ended,
  stdout: output(stdout),
  stderr: output(stderr),
  durationMs: 1,
  memoryBytes: 1,
  processes: 3,
  left: [],
  attempts: [],
});

const PRINTED = lines(
  { agent: 0, name: "stdout", text: "one\ntw" },
  { agent: 1, name: "stdout", text: "three\n" },
  { agent: 0, name: "stdout", text: "o\n" },
  { agent: 1, name: "stderr", text: "oh\n" },
);

test("what each agent printed and how it ended, however their lines are mixed", () => {
  const ran = ranWith(PRINTED, lines({ agent: 1, code: 3 }, { agent: 0, code: 0 }));
  const members = readTeam(ran, ["ann", "ben"]);
  expect(members).toEqual([
    { name: "ann", stdout: "one\ntwo\n", stderr: "", ended: { kind: "exit", code: 0 } },
    { name: "ben", stdout: "three\n", stderr: "oh\n", ended: { kind: "exit", code: 3 } },
  ]);
  expect(teamRun(members, ran)).toMatchObject({
    ended: { kind: "exit", code: 3 },
    stdout: { text: "ann: one\nann: two\nben: three\n" },
    stderr: { text: "ben: oh\n" },
  });
});

test("lines that are none of ours say nothing, and an end that nobody told of is none that is well", () => {
  const ran = ranWith(`garbage\n[1]\n{"agent":7}\n${PRINTED.slice(0, -5)}`, lines({ agent: 0, signal: "SIGKILL" }));
  expect(readTeam(ran, ["ann", "ben"]).map(({ ended }) => ended.kind)).toEqual(["signal", "lost"]);
});

test("an agent that could not be started says why", () => {
  const ran = ranWith("", lines({ agent: 0, reason: "spawn x ENOENT" }));
  expect(readTeam(ran, ["ann"])[0]?.ended).toEqual({ kind: "not-started", reason: "spawn x ENOENT" });
});

test("where the whole team was cut off, that is its end", () => {
  const ran = ranWith(PRINTED, `{"agent":0,"code":0}\nperl: no`, { kind: "time-limit", limitMs: 5, obeyed: true });
  expect(teamRun(readTeam(ran, ["ann", "ben"]), ran)).toMatchObject({
    ended: { kind: "time-limit" },
    stderr: { text: "ben: oh\nperl: no\n" },
  });
});
