import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, inject, test } from "vitest";
import { parse } from "yaml";
import { client, describeWithClients, type ClientName } from "../support/clients.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { withoutUnknownKeys } from "../support/unknown-keys.ts";

const WORKFLOWS = globSync([".github/workflows/*.yml", "templates/github/*.yml"]);

function run(
  name: ClientName,
  args: readonly string[],
  cwd = process.cwd(),
): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(client(name), args, { cwd, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

describeWithClients("actionlint", ["actionlint"], () => {
  test("has nothing against the workflows", () => {
    const unknown = WORKFLOWS.filter((path) => readFileSync(path, "utf8").includes("queue: max"));
    expect(unknown.toSorted()).toEqual(["templates/github/rollback.yml", "templates/github/rollout.yml"]);
    const without = Object.fromEntries(
      unknown.map((path) => [basename(path), withoutUnknownKeys(readFileSync(path, "utf8"))]),
    );
    const known = WORKFLOWS.filter((path) => !unknown.includes(path));
    expect(run("actionlint", known)).toEqual({ status: 0, output: "" });
    expect(run("actionlint", Object.keys(without), tempFolder(without))).toEqual({ status: 0, output: "" });
  });

  test("knows the actions of a release, and nothing is wrong with how the README pages use them", () => {
    const pages = globSync("*/README.md", { cwd: inject("releaseTree") });
    const examples = pages.flatMap((page) => {
      const [, yaml] = /```yaml\n(on:[^]*?)```/u.exec(readFileSync(join(inject("releaseTree"), page), "utf8")) ?? [];
      return yaml === undefined ? [] : [[`.github/workflows/${page.replace("/", "-")}.yml`, yaml] as const];
    });
    expect(examples.length).toBeGreaterThan(1);
    const folder = tempFolder(Object.fromEntries(examples));
    expect(
      run(
        "actionlint",
        examples.map(([path]) => path),
        folder,
      ),
    ).toEqual({ status: 0, output: "" });
  });

  test("sees what is wrong, so that its silence says something", () => {
    const folder = tempFolder({
      "w.yml":
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.head_ref }}\n",
    });
    expect(run("actionlint", ["w.yml"], folder)).toMatchObject({
      status: 1,
      output: expect.stringContaining("untrusted"),
    });
  });
});

const audit = (paths: readonly string[], cwd?: string) =>
  run("zizmor", ["--offline", "--persona=pedantic", "--collect=all", "--no-progress", "--color=never", ...paths], cwd);

describeWithClients("zizmor, pedantic", ["zizmor"], () => {
  const ignores = [...WORKFLOWS, ...globSync("actions/*/action.yml"), "action.yml"].flatMap((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line.includes("zizmor: ignore")),
  );

  test("has nothing against the workflows and actions but what is ignored with a reason", () => {
    const { status, output } = audit([".github", "actions", "action.yml", ...globSync("templates/github/*.yml")]);
    expect(output).toContain(`No findings to report. Good job! (${ignores.length} ignored)`);
    expect(status).toBe(0);
    // `$/` cannot name what a job has only just built.
    expect(ignores).toHaveLength(3);
    for (const line of ignores)
      expect(line).toMatch(/uses: \.\/\.release\S* # zizmor: ignore\[self-repository\] \w.{10}/u);
  });

  test("has nothing against a release", () => {
    const tree = inject("releaseTree");
    const { status, output } = audit(["."], tree);
    expect(output).toContain("No findings to report.");
    expect(status).toBe(0);
  });

  test("sees what is wrong, so that its silence says something", () => {
    const folder = tempFolder({
      "action.yml":
        "name: x\ndescription: x\ninputs: { a: { description: x } }\nruns:\n  using: composite\n  steps:\n    - run: echo ${{ inputs.a }}\n      shell: bash\n",
    });
    const { status, output } = audit(["action.yml"], folder);
    expect(output).toContain("template-injection");
    expect(status).not.toBe(0);
  });
});

test("the composite's script is what bash takes for one", () => {
  for (const path of globSync("actions/*/action.yml")) {
    const { runs } = parse(readFileSync(path, "utf8"));
    for (const { run: script } of runs.steps ?? [])
      expect(spawnSync("bash", ["-n"], { input: script, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  }
});
