import { describe, expect, test } from "vitest";
import { accepted, type Given, originText } from "./resolved.ts";

const BASE = `fail-on: warning
clients: [codex, zed]
rules:
  skill/name-format: info
  skill/name-length:
    severity: info
    options: { "max-characters": 10 }
`;
const OVERLAY = `fail-on: never
clients: [cursor]
rules:
  skill/name-length: warning
`;
const files = { "agent-ci.yaml": BASE };
const overlaid = { ...files, "environments/staging/agent-ci.yaml": OVERLAY };
const staging = { AGENT_CI_ENV: "staging" };
const variables = { ...staging, AGENT_CI_FAIL_ON: "error", AGENT_CI_CLIENTS: "amp, kiro" };
const flags = {
  "fail-on": "warning",
  clients: ["roo"],
  rules: { "skill/name-length": { options: { "max-characters": 20 } }, "skill/file-name": "error" },
};

const scalar: readonly (readonly [string, Given, string, string])[] = [
  ["nothing", {}, "error", "default"],
  ["a file", { files }, "warning", "file agent-ci.yaml:1:10"],
  ["an environment", { files: overlaid, env: staging }, "never", "file environments/staging/agent-ci.yaml:1:10"],
  ["a variable", { files: overlaid, env: variables }, "error", "variable AGENT_CI_FAIL_ON"],
  ["a flag", { files: overlaid, env: variables, flags }, "warning", "flag --fail-on"],
];
const list: readonly (readonly [string, Given, readonly string[], string])[] = [
  ["nothing", {}, ["claude-code", "codex", "copilot", "cursor", "gemini-cli"], "default"],
  ["a file", { files }, ["codex", "zed"], "file agent-ci.yaml:2:11"],
  ["an environment", { files: overlaid, env: staging }, ["cursor"], "file environments/staging/agent-ci.yaml:2:11"],
  ["a variable", { files: overlaid, env: variables }, ["amp", "kiro"], "variable AGENT_CI_CLIENTS"],
  ["a flag", { files: overlaid, env: variables, flags }, ["roo"], "flag --clients"],
];

describe("each layer wins over the one before", () => {
  test.each(scalar)("for a scalar: %s", (_, given, value, origin) => {
    const { settings, origins } = accepted(given);
    expect(settings["fail-on"]).toBe(value);
    expect(originText(origins.get("fail-on"))).toBe(origin);
  });

  test.each(list)("for a list, which is replaced as a whole: %s", (_, given, value, origin) => {
    const { settings, origins } = accepted(given);
    expect(settings.clients).toEqual(value);
    expect(originText(origins.get("clients[0]"))).toBe(origin);
    expect(origins.has(`clients[${value.length}]`)).toBe(false);
  });

  test.each<[string, Given, object]>([
    ["nothing", {}, {}],
    [
      "a file",
      { files },
      {
        "skill/name-format": { severity: "info" },
        "skill/name-length": { severity: "info", options: { "max-characters": 10 } },
      },
    ],
    [
      "an environment",
      { files: overlaid, env: staging },
      {
        "skill/name-format": { severity: "info" },
        "skill/name-length": { severity: "warning", options: { "max-characters": 10 } },
      },
    ],
    [
      "a flag",
      { files: overlaid, env: staging, flags },
      {
        "skill/name-format": { severity: "info" },
        "skill/name-length": { severity: "warning", options: { "max-characters": 20 } },
        "skill/file-name": { severity: "error" },
      },
    ],
  ])("for a map, which is merged key by key: %s", (_, given, value) => {
    expect(accepted(given).settings.rules).toEqual(value);
  });

  test("each leaf of a merged map keeps its own origin", () => {
    const { origins } = accepted({ files: overlaid, env: staging, flags });
    const texts = [...origins]
      .filter(([path]) => path.startsWith("rules."))
      .map(([path, one]) => [path, originText(one)]);
    expect(Object.fromEntries(texts)).toEqual({
      "rules.skill/name-format.severity": "file agent-ci.yaml:4:22",
      "rules.skill/name-length.severity": "file environments/staging/agent-ci.yaml:4:22",
      "rules.skill/name-length.options.max-characters": "flag --rules",
      "rules.skill/file-name.severity": "flag --rules",
    });
  });
});

describe("variables", () => {
  test("an empty one is none, as CI systems hand over what is not set", () => {
    const { settings, origins } = accepted({ files, env: { AGENT_CI_FAIL_ON: "", AGENT_CI_CLIENTS: "  " } });
    expect(settings["fail-on"]).toBe("warning");
    expect(originText(origins.get("clients[1]"))).toBe("file agent-ci.yaml:2:18");
  });
});

test("a flag that was not given changes nothing", () => {
  expect(accepted({ files, flags: { "fail-on": undefined } }).settings["fail-on"]).toBe("warning");
});

test("without any configuration, every default is in force and explained", () => {
  const { settings, origins, files: read } = accepted({});
  expect(settings).toMatchObject({
    "fail-on": "error",
    "on-inconclusive": "fail",
    rules: {},
    overrides: [],
    gates: [],
  });
  expect(new Set([...origins.values()].map(originText))).toEqual(new Set(["default"]));
  expect([...origins.keys()]).toContain("overrides");
  expect(read).toEqual([]);
});

test("rules of overrides have one spelling too", () => {
  const text = "overrides:\n- paths: [docs/**]\n  rules: { skill/name-format: off }\n";
  expect(accepted({ files: { "agent-ci.yaml": text } }).settings.overrides).toEqual([
    { paths: ["docs/**"], rules: { "skill/name-format": { severity: "off" } } },
  ]);
});

test("a flag may name any file for a report, unlike what is checked out", () => {
  const output = [{ format: "json", file: "/tmp/report.json" }];
  expect(accepted({ files: {}, flags: { output } }).settings.output).toEqual(output);
});
