import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runAction, type ActionRequest, type ActionRun } from "../../support/runner/run-action.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const ACTION = `
inputs:
  path: { default: . }
  github-token: { default: "\${{ github.token }}" }
  base: { default: "\${{ github.event.pull_request.base['ref'] }}" }
  "two words": {}
  old: { deprecationMessage: use path }
runs: { using: node24, main: ../dist/main.js }
`;
const EVENT = { pull_request: { number: 7, head: { ref: "topic" }, base: { ref: "main" } } };

/** Plays an action whose code is `main`; it may write `result` to be read as the output of that name. */
function play(main: string, request: Partial<ActionRequest> = {}, action = ACTION): Promise<ActionRun> {
  const tree = tempFolder({
    "package.json": '{"type":"module"}',
    "act/action.yml": action,
    "dist/main.js": `import { appendFileSync as append } from "node:fs";
      const { env } = process;
      const output = (value) => append(env.GITHUB_OUTPUT, "result=" + JSON.stringify(value) + "\\n");
      ${main}`,
  });
  const folders = { workspace: tempFolder(), scratch: tempFolder() };
  return runAction({ tree, action: "act", eventName: "pull_request", event: EVENT, ...folders, ...request });
}

const result = (run: ActionRun): unknown => JSON.parse(run.outputs["result"] ?? "null");

describe("a JavaScript action gets", () => {
  test("inputs with their defaults evaluated, hyphens kept and spaces replaced", async () => {
    const inputs = 'output(Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("INPUT_"))))';
    expect(result(await play(inputs, { with: { PATH: "docs" } }))).toEqual({
      INPUT_PATH: "docs",
      "INPUT_GITHUB-TOKEN": "token-of-the-job",
      INPUT_BASE: "main",
      INPUT_TWO_WORDS: "",
      INPUT_OLD: "",
    });
  });

  test("the variables of its event, and none of the tests' own but PATH", async () => {
    const variables = result(await play("output(env)"));
    expect(variables).toMatchObject({
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_HEAD_REF: "topic",
      GITHUB_BASE_REF: "main",
      RUNNER_OS: "Linux",
      PATH: process.env["PATH"],
    });
    expect(
      Object.keys(variables ?? {})
        .filter((name) => !/^(?:INPUT|GITHUB|RUNNER)_/u.test(name))
        .toSorted(),
    ).toEqual(["CI", "HOME", "LANG", "PATH"]);
    expect(variables).not.toHaveProperty("GITHUB_TOKEN");
  });

  test("the workspace as its folder and the event as a file", async () => {
    const workspace = tempFolder();
    const main =
      'output([process.cwd(), JSON.parse((await import("node:fs")).readFileSync(env.GITHUB_EVENT_PATH, "utf8"))])';
    expect(result(await play(main, { workspace }))).toEqual([workspace, EVENT]);
  });
});

describe("a JavaScript action gives", () => {
  test("outputs, variables, state and search paths through files", async () => {
    const run = await play(`
      append(env.GITHUB_OUTPUT, "text<<E\\na\\nb\\nE\\n");
      append(env.GITHUB_ENV, "COLOUR=red\\n");
      append(env.GITHUB_STATE, "started=1\\n");
      append(env.GITHUB_PATH, "/opt/tool\\n");`);
    expect(run).toMatchObject({
      outcome: "success",
      outputs: { text: "a\nb" },
      env: { COLOUR: "red" },
      state: { started: "1" },
      path: ["/opt/tool"],
    });
  });

  test("its exit code, and lines of both streams", async () => {
    const run = await play('console.log("::error::out"); console.error("::warning::err"); process.exitCode = 3;');
    expect(run).toMatchObject({ exitCode: 3, outcome: "failure" });
    expect(run.annotations.map(({ message }) => message).toSorted()).toEqual(["err", "out"]);
  });

  test("a summary, masked", async () => {
    const run = await play('console.log("::add-mask::hunter2"); append(env.GITHUB_STEP_SUMMARY, "# hunter2");');
    expect(run).toMatchObject({ summary: "# ***", masks: ["token-of-the-job", "hunter2"], leaks: [] });
  });

  test("no summary over 1 MiB, but an error that fails nothing", async () => {
    const run = await play('append(env.GITHUB_STEP_SUMMARY, "x".repeat(1024 * 1024 + 1));');
    expect(run).toMatchObject({ summary: "", outcome: "success", annotations: [{ level: "error" }] });
  });

  test("a summary of exactly 1 MiB", async () => {
    const run = await play('append(env.GITHUB_STEP_SUMMARY, "x".repeat(1024 * 1024));');
    expect(run.summary).toHaveLength(1_024 * 1_024);
  });

  test("no NODE_OPTIONS to later steps", async () => {
    const run = await play('append(env.GITHUB_ENV, "Node_Options=--require=evil\\n");');
    expect(run.env).toEqual({});
    expect(run.annotations[0]?.message).toContain("Can't store NODE_OPTIONS");
  });

  test("a failure with a broken output file", async () => {
    const run = await play('append(env.GITHUB_OUTPUT, "nonsense");');
    expect(run).toMatchObject({ exitCode: 0, outcome: "failure", outputs: {} });
  });
});

test("unknown and deprecated inputs are warned about", async () => {
  const { annotations } = await play("", { with: { pth: "x", old: "y" } });
  expect(annotations.map(({ message }) => message)).toEqual([
    "Unexpected input(s) 'pth', valid inputs are ['path', 'github-token', 'base', 'two words', 'old']",
    "Input 'old' has been deprecated with message: use path",
  ]);
});

test.each([
  ["another runtime", "runs: { using: node20, main: ../dist/main.js }", "'using: node20' is not played."],
  ["a missing main", "runs: { using: node24, main: dist/main.js }", "File not found: 'dist/main.js'"],
  [
    "an expression that is no path",
    "inputs: { a: { default: '${{ 1 + 1 }}' } }\nruns: { using: node24, main: ../dist/main.js }",
    "paths only",
  ],
  [
    "an unknown context",
    "inputs: { a: { default: '${{ gihub.token }}' } }\nruns: { using: node24, main: ../dist/main.js }",
    "Unrecognized named-value: 'gihub'",
  ],
])("%s is refused", async (_, action, message) => {
  await expect(play("", {}, action)).rejects.toThrow(message);
});

function composite(steps: string): string {
  const outputs = `outputs: { result: { value: "\${{ steps.one.outputs.result }}" } }`;
  return `inputs: { path: { default: docs } }\n${outputs}\nruns:\n  using: composite\n  steps:\n${steps}`;
}

describe("a composite action", () => {
  test("gets its inputs through env alone, and hands on a step's output", async () => {
    const action = composite(`
    - id: one
      shell: bash
      env: { GIVEN: "\${{ inputs.path }}", WHERE: "\${{ github.action_path }}" }
      run: |
        test -z "\${INPUT_PATH+set}"
        test "$WHERE" = "$GITHUB_ACTION_PATH" && test -e "$GITHUB_ACTION_PATH/action.yml"
        echo "result=\\"$GIVEN\\"" >> "$GITHUB_OUTPUT"`);
    expect(result(await play("", {}, action))).toBe("docs");
  });

  test("stops at the first failing command of a pipe, then runs only what is always due", async () => {
    const action = composite(`
    - { shell: bash, run: "false | cat\\necho not reached" }
    - { shell: bash, run: echo skipped }
    - { shell: bash, if: always(), run: echo always }`);
    const run = await play("", {}, action);
    expect(run).toMatchObject({ exitCode: 1, outcome: "failure" });
    expect(run.log).toEqual(["##[error]Process completed with exit code 1.", "always"]);
  });

  test("sees in a later step what an earlier one set", async () => {
    const action = composite(`
    - { shell: bash, run: 'echo "COLOUR=red" >> "$GITHUB_ENV"; echo "$PWD" >> "$GITHUB_PATH"' }
    - { shell: bash, run: 'echo "$COLOUR \${PATH%%:*}"' }`);
    const workspace = tempFolder();
    expect((await play("", { workspace }, action)).log).toEqual([`red ${workspace}`]);
  });

  test("shares the limit on annotations between its steps", async () => {
    const step = "    - { shell: bash, run: 'for i in 1 2 3 4 5 6 7; do echo \"::error::$i\"; done' }";
    expect((await play("", {}, composite(`${step}\n${step}`))).annotations).toHaveLength(10);
  });
});

test("an action is found by its folder in the tree", async () => {
  const tree = tempFolder({
    "a/b/action.yaml": "runs: { using: node24, main: main.mjs }",
    "a/b/main.mjs": 'console.log("here")',
  });
  const folders = { workspace: tempFolder(), scratch: tempFolder() };
  const run = await runAction({ tree, action: join("a", "b"), eventName: "push", event: {}, ...folders });
  expect(run.log).toEqual(["here"]);
});
