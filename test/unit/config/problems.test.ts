import { describe, expect, test } from "vitest";
import { CLIENTS } from "../../../src/model/client.ts";
import { refused } from "./resolved.ts";

const SEVERITIES = "one of `off`, `info`, `warning`, `error`";

const MANY = "{a,b}".repeat(7);
const TOO_MANY = `"${MANY}" stands for more than 100 patterns; write it as several shorter ones.`;

describe("a mistake in a file", () => {
  test.each([
    ["ruels: {}\n", "1:1 unknown key `ruels`: did you mean `rules`?"],
    ["fail-on: eror\n", "1:10 `eror` is not one of `error`, `warning`, `never`: did you mean `error`?"],
    ["fail-on: sometimes\n", "1:10 `sometimes` is not one of `error`, `warning`, `never`"],
    ["# why\nfail-on: 3\n", "2:10 expected one of `error`, `warning`, `never`, found `3`"],
    ["fail-on: [error]\n", "1:10 expected one of `error`, `warning`, `never`, found a list"],
    ["clients: codex\n", "1:10 expected a list, found the text `codex`"],
    ["clients: { codex: true }\n", "1:10 expected a list, found a map"],
    [
      "clients: [claude]\n",
      `1:11 \`claude\` is not one of ${CLIENTS.map((one) => `\`${one}\``).join(", ")}: did you mean \`claude-code\`?`,
    ],
    ["rules: { name-format: off }\n", "1:10 unknown rule `name-format`: did you mean `skill/name-format`?"],
    ["clients: [zed, zed]\n", "1:10 entries 1 and 2 are the same"],
    ["ignore: [a, true]\n", "1:13 expected a text, found `true`"],
    ["rules: [a]\n", "1:8 expected a map, found a list"],
    ["rules:\n  skill/nam-format: off\n", "2:3 unknown rule `skill/nam-format`: did you mean `skill/name-format`?"],
    ["rules:\n  skill/name-length: eror\n", `2:22 \`eror\` is not ${SEVERITIES}: did you mean \`error\`?`],
    ["rules:\n  skill/name-length: [error]\n", `2:22 expected ${SEVERITIES} or a map, found a list`],
    ["rules:\n  skill/name-length: { sevrity: error }\n", "2:24 unknown key `sevrity`: did you mean `severity`?"],
    ["rules:\n  skill/name-length: { severity: of }\n", `2:34 \`of\` is not ${SEVERITIES}: did you mean \`off\`?`],
    [
      "rules:\n  skill/name-length: { options: { max-charcters: 3 } }\n",
      "2:35 unknown option `max-charcters`: did you mean `max-characters`?",
    ],
    [
      "rules:\n  skill/name-length: { options: { limit: 3 } }\n",
      "2:35 unknown option `limit` (Known here: max-characters.)",
    ],
    ["rules:\n  skill/name-length: { options: { max: '3' } }\n", "2:40 expected a whole number, found the text `3`"],
    ["rules:\n  skill/name-length: { options: { max: .inf } }\n", "2:40 expected a whole number, found `Infinity`"],
    ["rules:\n  skill/name-length: { options: { max: 1.5 } }\n", "2:40 expected a whole number, found `1.5`"],
    ["rules:\n  skill/name-length: { options: { max: -5 } }\n", "2:40 `-5` is too small: write 0 or more"],
    [
      "rules:\n  repository/mirror-drift: { options: { min-alike: 50 } }\n",
      "2:52 `50` is too large: write a number from 0 to 1",
    ],
    [
      "rules:\n  repository/mirror-drift: { options: { min-alike: -0.5 } }\n",
      "2:52 `-0.5` is too small: write a number from 0 to 1",
    ],
    [`policies: [{ when: "true", name: ${"n".repeat(65)} }]\n`, "1:34 is too long: write at most 64 characters"],
    [
      "budgets: { headroom: a fifth }\n",
      "1:22 the text `a fifth` is not in the form that is expected: write it as in `20%`",
    ],
    ["rules:\n  skill/name-length: { options: 3 }\n", "2:33 expected a map, found `3`"],
    ["rules:\n  skill/unknown-field: { options: { allowed: a } }\n", "2:46 expected a list, found the text `a`"],
    ["rules:\n  skill/unknown-field: { options: { allowed: [1] } }\n", "2:47 expected a text, found `1`"],
    ["rules:\n  skill/metadata: { options: { a: 1 } }\n", "2:21 unknown key `options` (Known here: severity.)"],
    ["overrides:\n  - rules: {}\n", "2:5 missing key `paths`"],
    ["overrides:\n  - paths: []\n    rules: {}\n", "2:12 must not be empty"],
    [
      "overrides:\n  - paths: [a]\n    rules: { skill/metadta: off }\n",
      "3:14 unknown rule `skill/metadta`: did you mean `skill/metadata`?",
    ],
    ["overrides:\n  paths: [a]\n", "2:3 expected a list, found a map"],
    [`overrides:\n  - paths: ["${MANY}"]\n    rules: {}\n`, `2:13 ${TOO_MANY}`],
    [`gates:\n  - { metric: bytes, max: 1, path: "${MANY}" }\n`, `2:36 ${TOO_MANY}`],
    [`suppress:\n  - { rule: a, reason: b, path: "${MANY}" }\n`, `2:33 ${TOO_MANY}`],
    [`schemas:\n  - { schema: a.json, files: [b, "${MANY}"] }\n`, `2:34 ${TOO_MANY}`],
    [`budgets: { files: [{ path: "${MANY}", max: 1 }] }\n`, `1:28 ${TOO_MANY}`],
    [
      "budgets:\n  clients:\n    codex: 3\n    codx: 3\n",
      "4:5 `codx` is not one of `claude-code`, `codex`, `copilot`, `cursor`, `gemini-cli`: did you mean `codex`?",
    ],
    ["gates:\n  - bytes\n", "2:5 expected a map, found the text `bytes`"],
    ["gates:\n  - max: 3\n", "2:5 missing key `metric`"],
    ["gates:\n  - metric: bytes\n", "2:5 missing key `max` or `min`"],
    ["gates:\n  - { metric: bytes, mix: 3, min: 1 }\n", "2:22 unknown key `mix`: did you mean `max`?"],
    ["gates:\n  - { metric: bytes, max: many }\n", "2:27 expected a number, found the text `many`"],
    ["gates:\n  - { metric: bytes, max: 1, labels: { kind: 1 } }\n", "2:46 expected a text, found `1`"],
    ["extends: a.yaml\n", "1:10 expected a list, found the text `a.yaml`"],
    [`extends: [${Array.from({ length: 21 }, () => "a.yaml").join(", ")}]\n`, "1:10 has more than 20 entries"],
    ["- rules\n", "1:1 expected a map, found a list"],
    ["rules\n", "1:1 expected a map, found the text `rules`"],
    ["__proto__: {}\n", "1:1 unknown key `__proto__`"],
    ["rules:\n  __proto__: { severity: off }\n", "2:3 unknown rule `__proto__`"],
    ["rules:\n  constructor: off\n", "2:3 unknown rule `constructor`"],
  ])("%j", (text, message) => {
    const [first, ...others] = refused({ files: { "agent-ci.yaml": text, "a.yaml": "" } });
    expect(first?.slice(0, `agent-ci.yaml:${message}`.length)).toBe(`agent-ci.yaml:${message}`);
    expect(others).toEqual([]);
  });

  test.each([
    ["overrides: [{ paths: [../a/**], rules: { link/missing: off } }]\n", "1:23 `../a/**`"],
    ["overrides: [{ paths: [a/../b/**], rules: { link/missing: off } }]\n", "1:23 `a/../b/**`"],
    ["suppress: [{ rule: link/missing, reason: generated, path: ../a.md }]\n", "1:59 `../a.md`"],
    ["schemas: [{ files: [../a.yaml], schema: s.json }]\n", "1:21 `../a.yaml`"],
    ["budgets: { files: [{ path: ../AGENTS.md, max: 1 }] }\n", "1:28 `../AGENTS.md`"],
    ["ignore: [./AGENTS.md]\n", "1:10 `./AGENTS.md`"],
    ['ignore: ["!./AGENTS.md"]\n', "1:10 `!./AGENTS.md`"],
    ["ignore: [../a.md]\n", "1:10 `../a.md`"],
    ["kinds: { agent: [./agents/*.md] }\n", "1:18 `./agents/*.md`"],
  ])("a pattern that no path can match is told: %j", (text, told) => {
    expect(refused({ files: { "agent-ci.yaml": text, "s.json": "{}" } })).toEqual([
      `agent-ci.yaml:${told} matches nothing (Patterns count from the configuration's folder, and never leave it: write them without \`./\` and \`../\`.)`,
    ]);
  });

  test.each(["/a.md", "a..md", "..a/**", "a/b..", "**/a.md", "!a/**"])("a pattern may be %j", (pattern) => {
    const text = `ignore: ["${pattern}"]\nbudgets: { files: [{ path: "${pattern}", max: 1 }] }\n`;
    expect(refused({ files: { "agent-ci.yaml": text } })).toEqual([]);
  });

  test("a glob may begin with `./`, for it is the folder that paths count from", () => {
    const text = "overrides: [{ paths: [./a/**], rules: { link/missing: off } }]\n";
    expect(refused({ files: { "agent-ci.yaml": text } })).toEqual([]);
  });

  test.each([
    ["/reports/report.json", "is absolute"],
    ["../report.json", "leaves the configuration's root folder"],
    [".git/hooks/pre-commit", "lies in `.git`"],
    ["a/../.GIT/config", "lies in `.git`"],
    ["a/../../report.json", "leaves the configuration's root folder"],
    ["C:\\\\report.json", "is a URL or has a drive letter"],
    ["..\\\\report.json", "has a backslash"],
  ])("output file %s", (file, why) => {
    const text = `output:\n  - format: json\n    file: "${file}"\n`;
    expect(refused({ files: { "agent-ci.yaml": text } })).toEqual([
      `agent-ci.yaml:3:11 \`${file.replaceAll("\\\\", "\\")}\` ${why} (Write the report to a file below the configuration's folder.)`,
    ]);
  });

  test("of the YAML itself", () => {
    const [first, ...others] = refused({ files: { "agent-ci.yaml": "fail-on: error\nrules: [a\n" } });
    expect(first).toMatch(/^agent-ci\.yaml:\d+:\d+ ./);
    expect(others).toEqual([]);
  });

  test("a key that stands twice", () => {
    const [first, ...others] = refused({ files: { "agent-ci.yaml": "fail-on: error\nfail-on: never\n" } });
    expect(first).toMatch(/^agent-ci\.yaml:2:1 .*fail-on/);
    expect(others).toEqual([]);
  });

  test("a value that is missing", () => {
    const [first, ...others] = refused({
      files: { "agent-ci.yaml": "format: text\nrules:\n  # skill/metadata: off\n" },
    });
    expect(first).toMatch(/^agent-ci\.yaml:[23]:\d+ expected a map, found nothing$/);
    expect(others).toEqual([]);
  });
});

describe("help", () => {
  test("lists the keys where none is near", () => {
    const [problem] = refused({ files: { "agent-ci.yaml": "banana: 1\n" } });
    expect(problem).toMatch(/^agent-ci\.yaml:1:1 unknown key `banana` \(Known here: .*\bfail-on\b.*\.\)$/);
  });

  test("lists the rules of a group, or else the groups", () => {
    const [inGroup, elsewhere] = refused({
      files: { "agent-ci.yaml": "rules:\n  skill/banana: off\n  banana: off\n" },
    });
    expect(inGroup).toMatch(/^agent-ci\.yaml:2:3 unknown rule `skill\/banana` \(Known here: .*skill\/name-format.*\)$/);
    expect(elsewhere).toMatch(/^agent-ci\.yaml:3:3 unknown rule `banana` \(Known here.*skill\/.*\)$/);
  });

  test("quotes no more of a long word than a message can bear", () => {
    const [problem] = refused({ files: { "agent-ci.yaml": `${"x".repeat(1000)}: 1\n` } });
    expect(problem).toContain(`unknown key \`${"x".repeat(60)}…\` (`);
  });
});

test("all mistakes are reported, in the order of the layers and of their lines", () => {
  const problems = refused({
    files: {
      "agent-ci.yaml":
        "extends: [base.yaml]\nfail-on: eror\nrules: { skill/metadta: off, skill/metadata: of }\nformat: txt\n",
      "base.yaml": "gates: 3\n",
      "environments/ci/agent-ci.yaml": "clients: 1\n",
    },
    env: { CI: "true", AGENT_CI_FAIL_ON: "Never", AGENT_CI_CLIENTS: "codex, codx" },
    flags: { "on-inconclusive": "stop", ruels: {} },
  });
  expect(problems.map((one) => one.split(" (", 1)[0])).toEqual([
    "agent-ci.yaml:2:10 `eror` is not one of `error`, `warning`, `never`: did you mean `error`?",
    "agent-ci.yaml:3:10 unknown rule `skill/metadta`: did you mean `skill/metadata`?",
    expect.stringMatching(/^agent-ci\.yaml:3:46 `of` is not one of .*: did you mean `off`\?$/),
    expect.stringMatching(/^agent-ci\.yaml:4:9 `txt` is not one of .*: did you mean `text`\?$/),
    "base.yaml:1:8 expected a list, found `3`",
    "environments/ci/agent-ci.yaml:1:10 expected a list, found `1`",
    expect.stringMatching(/^AGENT_CI_CLIENTS: `codx` is not one of .*: did you mean `codex`\?$/),
    "AGENT_CI_FAIL_ON: `Never` is not one of `error`, `warning`, `never`: did you mean `never`?",
    "--ruels: unknown key `ruels`: did you mean `rules`?",
    "--on-inconclusive: `stop` is not one of `fail`, `warn`",
  ]);
});

test("only a file can extend others", () => {
  expect(refused({ flags: { extends: ["a.yaml"] } })).toEqual(["--extends: only a file can extend others"]);
});

describe("the file", () => {
  test("may have either ending", () => {
    expect(refused({ files: { "agent-ci.yml": "ruels: {}" } })).toEqual([
      "agent-ci.yml:1:1 unknown key `ruels`: did you mean `rules`?",
    ]);
  });

  test("must not be there twice", () => {
    expect(refused({ files: { "agent-ci.yml": "", "agent-ci.yaml": "" } })).toEqual([
      "agent-ci.yml:1:1 `agent-ci.yaml` is there too (Keep one of the two.)",
    ]);
  });

  test("must be there where it was named", () => {
    expect(refused({ files: { "agent-ci.yaml": "" }, file: "ci.yaml" })).toEqual([
      "ci.yaml:1:1 there is no such configuration file",
    ]);
  });

  test.each(["", "\n# nothing yet\n", "\uFEFF", "---\n"])("may be as good as empty: %j", (text) => {
    expect(refused({ files: { "agent-ci.yaml": text } })).toEqual([]);
  });

  test("columns do not count a byte order mark", () => {
    expect(refused({ files: { "agent-ci.yaml": "\uFEFFruels: {}\n" } })).toEqual([
      "agent-ci.yaml:1:1 unknown key `ruels`: did you mean `rules`?",
    ]);
  });

  test("must not be larger than anybody writes", () => {
    expect(refused({ files: { "agent-ci.yaml": `# ${"x".repeat(1_048_576)}` } })).toEqual([
      "agent-ci.yaml:1:1 larger than 1048576 characters",
    ]);
  });
});
