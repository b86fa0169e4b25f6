import { expect, test } from "vitest";
import { bytesOf, showBytes } from "../../../src/environments/bytes.ts";
import { judgeRequirements } from "../../../src/environments/prerequisites.ts";
import type { Machine } from "../../../src/model/ports.ts";

const MIB = 1024 * 1024;

function machine(
  amounts: Partial<Record<Parameters<Machine["measure"]>[0], number>>,
  tools: Readonly<Record<string, { readonly version?: string }>> = {},
): Machine {
  return { measure: (resource) => amounts[resource], tool: (name) => tools[name] };
}
const states = (all: ReturnType<typeof judgeRequirements>) =>
  Object.fromEntries(all.map(({ what, state, severity }) => [what, state === "missing" ? severity : state]));

test("what many agents need is asked where nothing is configured", () => {
  const small = machine({ "free-memory": 2047 * MIB, "file-descriptors": 4095, "shared-memory": 255 * MIB });
  expect(states(judgeRequirements(undefined, small, new Set()))).toEqual({
    "free-memory": "warning",
    "file-descriptors": "error",
    "shared-memory": "error",
  });
  const enough = machine({ "free-memory": 2048 * MIB, "file-descriptors": 4096, "shared-memory": 1024 * MIB });
  expect(states(judgeRequirements(undefined, enough, new Set()))).toEqual({
    "free-memory": "met",
    "file-descriptors": "met",
    "shared-memory": "met",
  });
});

test("what the system does not say is unknown", () => {
  expect(states(judgeRequirements([{ resource: "shared-memory", min: 1 }], machine({}), new Set()))).toEqual({
    "shared-memory": "unknown",
  });
});

test.each([
  ["4.0", "5.2.15", "met"],
  ["4.0", "3.2.57", "error"],
  ["4", "4.0", "met"],
  ["1.10", "1.9.9", "error"],
  ["1.9.1", "1.9", "error"],
])("a tool of at least %s that is %s: %s", (least, version, state) => {
  const all = judgeRequirements([{ tool: "bash", "at-least": least }], machine({}, { bash: { version } }), new Set());
  expect(states(all)).toEqual({ bash: state });
});

test("a tool that was not started will do, unless its version matters", () => {
  const here = machine({}, { ours: {} });
  expect(states(judgeRequirements([{ tool: "ours" }, { tool: "theirs", severity: "info" }], here, new Set()))).toEqual({
    ours: "met",
    theirs: "info",
  });
  expect(states(judgeRequirements([{ tool: "ours", "at-least": "1" }], here, new Set()))).toEqual({ ours: "unknown" });
});

test("a secret is known by its name", () => {
  const all = judgeRequirements([{ secret: "API_KEY" }, { secret: "TOKEN" }], machine({}), new Set(["TOKEN"]));
  expect(states(all)).toEqual({ API_KEY: "error", TOKEN: "met" });
});

test.each([
  ["256 MiB", 256 * MIB],
  ["2GB", 2e9],
  ["1.5 KiB", 1536],
  ["7B", 7],
  [12, 12],
])("%s are %d bytes", (size, bytes) => {
  expect(bytesOf(size)).toBe(bytes);
});

test.each([
  [1024 * MIB, "1 GiB"],
  [1536, "1.5 KiB"],
  [2048 * MIB - 1, "1.9 GiB"],
  [12, "12 B"],
])("%d bytes are shown as %s", (bytes, shown) => {
  expect(showBytes(bytes)).toBe(shown);
});
