import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { runAct } from "../support/act.ts";
import { describeWithClients } from "../support/clients.ts";
import { corpora } from "../support/corpus.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { comparable, judgeAtTerminal } from "../support/terminal.ts";

const GOOD = { "skills/tidy/SKILL.md": "---\nname: tidy\ndescription: Tidies the room when asked to.\n---\n\nTidy.\n" };
const BAD = { "skills/untidy/SKILL.md": "---\nname: untidy\n---\n" };

/** The steps that run an action and keep what it gives, whatever its verdict. */
const keeping = (action: string, inputs: Readonly<Record<string, string>> = {}): string => `
- uses: ${action}
  id: checked
  with: ${JSON.stringify(inputs)}
- if: always()
  env:
    RESULT: \${{ steps.checked.outputs.result }}
    ERRORS: \${{ steps.checked.outputs.errors }}
    WARNINGS: \${{ steps.checked.outputs.warnings }}
    REPORT: \${{ steps.checked.outputs.report-path }}
  run: |
    echo "$RESULT $ERRORS $WARNINGS" > "$KEPT/outputs"
    cp "$REPORT" "$KEPT/report.json"`;

const ACTIONS = [
  "org/agent-ci/validate@v1",
  "org/agent-ci/check@v1",
  "org/agent-ci@v1",
  "org/agent-ci/actions/validate@v1",
];
const command = (action: string): string => (action.includes("validate") ? "validate" : "check");

describeWithClients("act runs the line that users write", ["act"], () => {
  test.for(ACTIONS)("uses: %s accepts a good repository", async (action) => {
    const { exitCode, kept } = await runAct({ files: GOOD, steps: keeping(action) });
    expect(exitCode).toBe(0);
    expect(readFileSync(join(kept, "outputs"), "utf8")).toBe("pass 0 0\n");
  });

  test.for(ACTIONS)("uses: %s refuses a bad one, and says where and why", async (action) => {
    const { exitCode, log, kept } = await runAct({ files: { ...GOOD, ...BAD }, steps: keeping(action) });
    expect(exitCode).toBe(1);
    expect(readFileSync(join(kept, "outputs"), "utf8")).toMatch(/^fail 1 \d+\n$/u);
    expect(log).toContain("skill/description-required");
    expect(log).toContain("skills/untidy/SKILL.md");
  });

  test("its inputs are the command's options", async () => {
    const steps = keeping("org/agent-ci/check@v1", {
      "fail-on": "never",
      path: "skills/untidy",
      output: "sarif=a.sarif",
    });
    const { exitCode, kept } = await runAct({
      files: { ...GOOD, ...BAD },
      steps: `${steps}\n    cp a.sarif "$KEPT"`,
    });
    expect(exitCode).toBe(0);
    expect(readFileSync(join(kept, "outputs"), "utf8")).toMatch(/^pass 1 /u);
    expect(JSON.parse(readFileSync(join(kept, "a.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  });

  test("a wrong input ends the step with what to write instead", async () => {
    const { exitCode, log } = await runAct({
      files: GOOD,
      steps: keeping("org/agent-ci/validate@v1", { "fail-on": "eror" }),
    });
    expect(exitCode).toBe(1);
    expect(log).toContain('The input fail-on cannot be "eror"; did you mean "error"?');
  });
});

const PARITY = [
  resolve("examples/acme"),
  ...corpora.map(({ path }) => path).filter((path) => /mattpocock__skills|wshobson__agents/u.test(path)),
];

describeWithClients("act and the terminal agree on", ["act"], () => {
  test.for(
    PARITY.flatMap((path) =>
      ["org/agent-ci/validate@v1", "org/agent-ci/check@v1"].map((action) => ({ path, action, name: basename(path) })),
    ),
  )("$name with $action", async ({ path, action }) => {
    const { kept, exitCode } = await runAct({ files: {}, steps: keeping(action, { path }) });
    const report = comparable(readFileSync(join(kept, "report.json"), "utf8"));
    expect(report).toEqual(judgeAtTerminal(path, command(action), path));
    expect(report).toHaveProperty("verdict.result", exitCode === 0 ? "pass" : "fail");
  });
});

/** A folder of links to the programs that the script and act need, beside a `node` of another version, or none. */
function pathWithNode(version?: string): string {
  const folder = tempFolder();
  for (const program of ["bash", "git", "env", "cat", "mkdir", "sh"]) {
    const found = ["/usr/bin", "/bin"].find((one) => readdirSync(one).includes(program));
    if (found !== undefined) symlinkSync(join(found, program), join(folder, program));
  }
  if (version !== undefined) writeFileSync(join(folder, "node"), `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  return folder;
}

describeWithClients("the composite says what is missing", ["act"], () => {
  test.for([
    ["no Node.js", undefined, "There is no Node.js on PATH. Add actions/setup-node before this step"],
    ["an old one", "v18.20.8", "Node.js v18.20.8 on PATH is too old: 20.19 or newer is needed."],
    ["a minor version too old", "v20.18.3", "Node.js v20.18.3 on PATH is too old"],
  ] as const)("%s", async ([, version, message]) => {
    const { exitCode, log } = await runAct({
      files: GOOD,
      steps: "- uses: org/agent-ci/check@v1",
      path: pathWithNode(version),
    });
    expect(exitCode).toBe(1);
    expect(log).toContain(message);
  });
});
