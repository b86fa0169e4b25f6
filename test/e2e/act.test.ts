import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { runAct } from "../support/act.ts";
import { describeWithClients } from "../support/clients.ts";
import { corpora } from "../support/corpus.ts";
import type { FileChanges } from "../support/git.ts";
import { otherSarif } from "../support/other-sarif.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { comparable, judgeAtTerminal } from "../support/terminal.ts";
import { BAD, GOOD } from "../support/tidy-skill.ts";

/** The steps that run an action and keep what it gives, whatever its verdict. */
const keeping = (action: string, inputs: Readonly<Record<string, string>> = {}, id = "checked"): string => `
- uses: ${action}
  id: ${id}
  if: always()
  with: ${JSON.stringify(inputs)}
- if: always()
  env:
    OUTCOME: \${{ steps.${id}.outcome }}
    RESULT: \${{ steps.${id}.outputs.result }}
    ERRORS: \${{ steps.${id}.outputs.errors }}
    WARNINGS: \${{ steps.${id}.outputs.warnings }}
    REPORT: \${{ steps.${id}.outputs.report-path }}
  run: |
    echo "$OUTCOME $RESULT $ERRORS $WARNINGS" > "$KEPT/${id}.outputs"
    cp "$REPORT" "$KEPT/${id}.json"`;

const ACTIONS = [
  "org/agent-ci/validate@v1",
  "org/agent-ci/check@v1",
  "org/agent-ci@v1",
  "org/agent-ci/actions/validate@v1",
];

/** All of them as steps of one job: each runs, whatever the one before it said. */
async function runAll(files: FileChanges) {
  const steps = ACTIONS.map((action, index) => keeping(action, {}, `step${index}`)).join("");
  const { exitCode, log, kept } = await runAct({ files, steps });
  const outputs = ACTIONS.map((_, index) => readFileSync(join(kept, `step${index}.outputs`), "utf8"));
  return { exitCode, log, outputs };
}

describeWithClients("act runs the lines that users write", ["act"], () => {
  test("on a good repository", async () => {
    const { exitCode, outputs } = await runAll(GOOD);
    expect(outputs).toEqual(ACTIONS.map(() => "success pass 0 0\n"));
    expect(exitCode).toBe(0);
  });

  test("on a bad one, and each says where and why", async () => {
    const { exitCode, log, outputs } = await runAll({ ...GOOD, ...BAD });
    for (const output of outputs) expect(output).toMatch(/^failure fail 1 \d+\n$/u);
    expect(exitCode).toBe(1);
    const annotations = log.split("\n").filter((line) => line.includes("::error file=skills/untidy/SKILL.md"));
    expect(annotations).toHaveLength(ACTIONS.length);
    expect(annotations.filter((line) => !line.includes("skill/description-required"))).toEqual([]);
  });

  test("its inputs are the command's options", async () => {
    const steps = keeping("org/agent-ci/check@v1", {
      "fail-on": "never",
      path: "skills/untidy",
      output: "sarif=a.sarif",
      merge: "other.sarif",
    });
    const { exitCode, kept } = await runAct({
      files: { ...GOOD, ...BAD, "other.sarif": otherSarif("skills/untidy/SKILL.md") },
      steps: `${steps}\n    cp a.sarif "$KEPT"`,
    });
    expect(exitCode).toBe(0);
    expect(readFileSync(join(kept, "checked.outputs"), "utf8")).toMatch(/^success pass 2 /u);
    expect(readFileSync(join(kept, "checked.json"), "utf8")).toContain('"other/finding"');
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

/** Our example and a written repository everywhere, real ones where they are; all of them in one play. */
const PARITY = [
  resolve("examples/acme"),
  ...corpora.map(({ path }) => path).filter((path) => /harbour|mattpocock__skills|wshobson__agents/u.test(path)),
].flatMap((path) => ["validate", "check"].map((command) => ({ path, command, id: `${command}-${basename(path)}` })));

describeWithClients("act and the terminal agree", ["act"], () => {
  test(`on ${[...new Set(PARITY.map(({ path }) => basename(path)))].join(", ")}`, async () => {
    const steps = PARITY.map(({ path, command, id }) => keeping(`org/agent-ci/${command}@v1`, { path }, id)).join("");
    const { kept } = await runAct({ files: {}, steps });
    for (const { path, command, id } of PARITY) {
      const report = comparable(readFileSync(join(kept, `${id}.json`), "utf8"));
      expect(report, id).toEqual(judgeAtTerminal(path, command, path));
      const passed = readFileSync(join(kept, `${id}.outputs`), "utf8").startsWith("success ");
      expect(report, id).toHaveProperty("verdict.result", passed ? "pass" : "fail");
    }
  });
});

/** A folder of links to the programs that the script and act need, and no `node`. */
function pathWithoutNode(): string {
  const folder = tempFolder();
  for (const program of ["bash", "git", "env", "cat", "mkdir", "sh"]) {
    const found = ["/usr/bin", "/bin"].find((one) => readdirSync(one).includes(program));
    if (found !== undefined) symlinkSync(join(found, program), join(folder, program));
  }
  return folder;
}

/** What it says of each version: test/contract/composite-script.test.ts. */
describeWithClients("the composite without Node.js", ["act"], () => {
  test("ends the step, and says what is missing", async () => {
    const { exitCode, log } = await runAct({
      files: GOOD,
      steps: "- uses: org/agent-ci/check@v1",
      path: pathWithoutNode(),
    });
    expect(exitCode).toBe(1);
    expect(log, log).toContain("There is no Node.js on PATH. Add actions/setup-node before this step");
  });
});
