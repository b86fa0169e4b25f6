import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, test } from "vitest";
import { compileFlags } from "../../src/rollout/flags/compile-flags.ts";
import { createRepository } from "../support/git.ts";
import { runCli } from "../support/run-cli.ts";
import { AGENT, shell, tasksOf, withFlags, workerIn } from "../support/runtime.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { signedBranch } from "../support/ticks.ts";
import { CANARY_RELEASE, evaluator, STABLE_RELEASE, walked } from "../unit/rollout/flags/walked.ts";

const ROOT = join(import.meta.dirname, "../..");
const TSC = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");
/** Half of the tasks get the canary, but for reviews of security. */
const HALF = compileFlags([
  walked({
    exclude: { task_class: ["security-review"] },
    exposure: { weight: 50, values: { max_agents: 300 }, stableValues: { max_agents: 100 } },
  }),
]);
const halved = () => withFlags(HALF, { stable: STABLE_RELEASE, canary: CANARY_RELEASE });
const variantsOf = (told: readonly { readonly variant: string }[]) => told.map(({ variant }) => variant);
/** One of those that get it. */
const CANARY_TASK = tasksOf(8)
  .map(({ id }) => id)
  .find((id) => {
    const targetingKey = createHash("sha256").update(id).digest("hex");
    return evaluator(HALF)({ targetingKey }).variant === "canary";
  });
const ONLY_STABLE = new Set(["stable"]);

describe("a worker", () => {
  test("gives each task one release, with what a step says, and hands it to the sub-agents", async () => {
    const { work, records } = halved();
    const { told } = await work({ command: AGENT, tasks: tasksOf(8) });
    expect(new Set(variantsOf(told))).toEqual(new Set(["stable", "canary"]));
    for (const { variant, release, folder, values, sub } of told) {
      expect(release).toBe(variant === "canary" ? CANARY_RELEASE : STABLE_RELEASE);
      expect(`sha256:${folder}`).toBe(release);
      expect(values).toEqual({ max_agents: variant === "canary" ? 300 : 100 });
      expect(sub).toEqual({ variant, release, folder, values });
    }
    const [first] = told;
    expect(records()).toHaveLength(8);
    expect(records()[0]).toEqual({
      ...first,
      task_id: "task 0",
      rollout: "team-a/r42",
      environment: "production",
      started: expect.any(Number),
      duration_ms: expect.any(Number),
      outcome: "success",
      tokens: 1200,
    });
  });

  test("does the tasks of its page by the command of its page", async () => {
    const { folder, records } = halved();
    const page = readFileSync(join(ROOT, "examples/runtime/README.md"), "utf8");
    const [command = ""] = /^node examples\/runtime\/worker\.ts [^]*?\nTASKS$/m.exec(page) ?? [];
    const here = command
      .replace("/srv/agents/production", join(folder, "target"))
      .replace("--flags flags.json", `--flags ${join(folder, "flags.json")}`)
      .replace("--records runs", `--records ${join(folder, "runs")}`);
    const env = { PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}` };
    await promisify(execFile)("bash", ["-c", here], { cwd: ROOT, env });
    expect(records().map(({ task_id: id, outcome }) => [id, outcome])).toEqual([
      ["7f3a", "success"],
      ["7f3b", "success"],
    ]);
  });

  test("gives a task the same release in every process, and keeps to what it was handed", async () => {
    const { work } = halved();
    const [one, other] = await Promise.all([work(), work()]);
    expect(one.told).toEqual(other.told);
    expect(new Set(variantsOf(one.told)).size).toBe(2);
    const pin = { release: CANARY_RELEASE, variant: "canary", rollout: "team-a/r41", environment: "", values: {} };
    const { told } = await work({ env: { AGENT_CI_PIN: JSON.stringify(pin) } });
    expect(told).toEqual(Array.from({ length: 40 }, () => pin));
  });

  test("keeps from the canary what is excluded, and what has no id, and tells of that", async () => {
    const { work, records } = halved();
    const reviews = await work({ tasks: tasksOf(40, { task_class: "security-review" }) });
    expect(new Set(variantsOf(reviews.told))).toEqual(ONLY_STABLE);
    const { told, log } = await work({ tasks: Array.from({ length: 40 }, () => ({ context: { targetingKey: "x" } })) });
    expect(new Set(variantsOf(told))).toEqual(ONLY_STABLE);
    expect(log.filter((line) => line === "a task without an id gets stable")).toHaveLength(40);
    expect(records()).toHaveLength(40);
  });

  test("goes on after a task that is none, and takes lines for what they are", async () => {
    const { work } = halved();
    const { told, log } = await work({ command: shell("cat"), tasks: [{ id: "a\u2028b" }, null, [], { id: 7 }] });
    expect(told).toEqual([{ id: "a\u2028b" }, [], { id: 7 }]);
    expect(log).toContainEqual(expect.stringMatching(/^a task cannot be done: /));
    expect(log).toContain("7: success");
  });
});

test.each([
  [["--at-most", "duration_ms=soon", "--", "true"], '--at-most cannot be "duration_ms=soon".'],
  [["--"], "Say behind -- which command does a task."],
])("a worker that is asked in a wrong way says so: %j", async (options, says) => {
  const { start } = halved();
  await expect(start(options)).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
});

describe("a switch of the team", () => {
  const options = ["--feature", "partyMode", "--settings", "config.yaml", "--env-file", "env"];

  test("off by default, on by the file, off by the variable", async () => {
    const { work, write } = halved();
    write("env", "");
    const off = await work({ options });
    expect(new Set(variantsOf(off.told))).toEqual(ONLY_STABLE);
    expect(off.log).toContain("partyMode is disabled by default: nothing says that it is on");
    write("config.yaml", "features:\n  partyMode: { enabled: true }\n");
    expect((await work({ options })).told).toEqual((await work()).told);
    const disabled = await work({ options, env: { PARTY_MODE_ENABLED: "false" } });
    expect(new Set(variantsOf(disabled.told))).toEqual(ONLY_STABLE);
    expect(disabled.log.filter((line) => line === "partyMode is disabled by PARTY_MODE_ENABLED")).toHaveLength(40);
  });

  test("is read for each task: no restart between off and on", async () => {
    const { work, write, folder } = halved();
    write("env", "PARTY_MODE_ENABLED=false\n");
    // The twentieth task switches it on, for those after it.
    const command = shell(
      `grep -q '"task 19"' && echo PARTY_MODE_ENABLED=true > '${join(folder, "env")}'; printf "%s\\n" "$AGENT_CI_PIN"`,
    );
    const variants = variantsOf((await work({ command, options })).told);
    const without = variantsOf((await work()).told);
    expect(new Set(variants.slice(0, 20))).toEqual(ONLY_STABLE);
    expect(variants.slice(20)).toEqual(without.slice(20));
    expect(variants.slice(20)).toContain("canary");
  });

  test("a percentage gives some of the canary's tasks stable, and no other task the canary", async () => {
    const { work, write } = halved();
    write("config.yaml", "features:\n  party-mode: { enabled: true, rolloutPercentage: 10 }\n");
    write("env", "");
    const tasks = tasksOf(200);
    const few = variantsOf((await work({ options, tasks })).told);
    const all = variantsOf((await work({ tasks })).told);
    const canaries = few.filter((one) => one === "canary").length;
    expect(canaries).toBeGreaterThan(2); // 20 of 200, and four standard deviations are 17
    expect(canaries).toBeLessThan(38);
    expect(few.filter((one, index) => one === "canary" && all[index] !== "canary")).toEqual([]);
  });
});

describe("where the canary fails", () => {
  const ofCanary = (what: string): readonly string[] =>
    shell(`case "$AGENT_CI_PIN" in *'"variant":"canary"'*) ${what};; esac; printf "%s\\n" "$AGENT_CI_PIN"`);

  test("it takes longer than it may: it is ended with all that it started, and stable does the task", async () => {
    const { work, records } = halved();
    const command = ofCanary("sleep 3600 & sleep 3600");
    const tasks = tasksOf(8).filter(({ id }) => id === CANARY_TASK);
    const { told } = await work({ command, options: ["--at-most", "duration_ms=5000"], tasks });
    expect(variantsOf(told)).toEqual(["stable"]);
    const why = "it takes more than 5000 ms";
    expect(records()).toMatchObject([{ outcome: "beyond-threshold", variant: "canary", why, fell_back: "success" }]);
  });

  test.each([
    ["an error", ofCanary("exit 3"), [], "error", "it ended with 3"],
    [
      "a number beyond the threshold",
      ofCanary(`echo '{"variant":"canary","coordination_ms":31000}'; exit`),
      ["--at-most", "coordination_ms=30000"],
      "beyond-threshold",
      "coordination_ms is 31000, more than 30000",
    ],
  ])("%s: stable does the task with all that stable has, and the failure is the canary's", async (...given) => {
    const [, command, options, outcome, why] = given;
    const { work, records } = halved();
    const tasks = tasksOf(8);
    const { told, log } = await work({ command, options, tasks });
    for (const { id } of tasks) expect(log).toContain(`${id}: success`);
    for (const pin of told) expect(pin).toMatchObject({ release: STABLE_RELEASE, values: { max_agents: 100 } });
    const failed = records().filter(({ variant }) => variant === "canary");
    expect(failed.length).toBeGreaterThan(0);
    for (const record of failed)
      expect(record).toMatchObject({ release: CANARY_RELEASE, outcome, why, fell_back: "success" });
    const others = records().filter(({ variant }) => variant === "stable");
    expect([others.length + failed.length, others.every((one) => one["outcome"] === "success")]).toEqual([8, true]);
  });

  test("its files are not here: stable does the task", async () => {
    const { work, write, records } = halved();
    write("flags.json", HALF.replaceAll(CANARY_RELEASE, `sha256:${"0".repeat(64)}`));
    const { told } = await work();
    expect(new Set(told.map(({ release }) => release))).toEqual(new Set([STABLE_RELEASE]));
    const failed = records().filter(({ variant, outcome }) => variant === "canary" && outcome === "error");
    expect(failed.length).toBeGreaterThan(0);
  });

  test.each([
    ["cancel", "is ended, and stable does the task", "cancelled", "success"],
    ["drain", "comes to its end", "success", undefined],
  ] as const)("it was taken back, with inFlight %s: what is at work %s", async (inFlight, _, outcome, after) => {
    const { work, write, folder, records } = halved();
    const half = (exposure: object) => {
      const { plan, state } = walked({ exposure: { weight: 50, ...exposure } });
      return compileFlags([{ plan: { ...plan, rollback: { ...plan.rollback, inFlight } }, state }]);
    };
    write("flags.json", half({}));
    write("without.json", half({ weight: 0, lease: null, canary: null }));
    // The canary itself has its flag taken back, and waits until it is ended; where it is not, until it has seen it.
    const takenBack = `mv '${join(folder, "without.json")}' '${join(folder, "flags.json")}'`;
    const command = ofCanary(inFlight === "cancel" ? `${takenBack}; sleep 3600` : `${takenBack}; sleep 3`);
    const tasks = tasksOf(8).filter(({ id }) => id === CANARY_TASK);
    await work({ command, tasks });
    expect(records()).toMatchObject([{ variant: "canary", outcome, ...(after && { fell_back: after }) }]);
  });

  test("who was handed the canary fails with it, and leaves what follows to who handed it", async () => {
    const { work, records } = halved();
    const pin = { release: CANARY_RELEASE, variant: "canary", rollout: "team-a/r42", environment: "", values: {} };
    const { log } = await work({
      command: shell("exit 1"),
      tasks: tasksOf(1),
      env: { AGENT_CI_PIN: JSON.stringify(pin) },
    });
    expect(log).toEqual(["task 0: error (it ended with 1)"]);
    expect(records()[0]).not.toHaveProperty("fell_back");
  });
});

test.each([
  ["is not there", undefined],
  ["is no JSON", "{"],
  ["is no set of flags", '{"flags":{"team-a.production":{}}}'],
  ["has no such flag", '{"flags":{}}'],
])("flags.json %s: every task gets what the target has as stable", async (_, text) => {
  const { work, write } = halved();
  write("flags.json", text ?? "");
  const options = text === undefined ? ["--flags", "gone.json"] : [];
  const { told, log } = await work({ options, tasks: tasksOf(3) });
  expect(told.map(({ release }) => release)).toEqual([STABLE_RELEASE, STABLE_RELEASE, STABLE_RELEASE]);
  expect(log.join("\n")).toContain("task 0: the flag team-a.production gives nothing: ");
});

test("flags that break while it works hold as they were, and a switch is obeyed all the same", async () => {
  const { work, write, folder } = halved();
  const command = shell(
    `if grep -q '"task 9"'; then echo '{' > '${join(folder, "flags.json")}'; fi; printf "%s\\n" "$AGENT_CI_PIN"`,
  );
  const whole = variantsOf((await work()).told);
  expect(variantsOf((await work({ command })).told)).toEqual(whole);
  write("flags.json", HALF);
  const off = shell(
    `if grep -q '"task 9"'; then echo '{' > '${join(folder, "flags.json")}'; echo PARTY_MODE_ENABLED=0 > '${join(folder, "env")}'; fi; printf "%s\\n" "$AGENT_CI_PIN"`,
  );
  write("env", "PARTY_MODE_ENABLED=1\n");
  const { told } = await work({ command: off, options: ["--feature", "partyMode", "--env-file", "env"] });
  expect(variantsOf(told.slice(0, 10))).toEqual(whole.slice(0, 10));
  expect(new Set(variantsOf(told.slice(10)))).toEqual(ONLY_STABLE);
});

describe("with what a tick writes", () => {
  const specOf = (target: string): string => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments:
    production: { target: { directory: { path: ${target} } } }
  strategy:
    canary:
      environment: production
      analysis: { templates: [{ templateName: quality }], startingStep: 0 }
      steps: [{ setWeight: 50 }, { pause: { duration: 1s, minSamples: 20 } }, { pause: {} }, { setWeight: 100 }]
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: quality }
spec:
  metrics:
    - name: success
      provider: { jsonl: { branch: agent-ci/records } }
      method: sequential
      objective: { successWhen: 'task.outcome == "success"', min: 0.95 }
      inconclusiveLimit: 1000
`;
  const FORGE = { GITLAB_CI: "true", CI_COMMIT_REF_PROTECTED: "true", CI_PIPELINE_SOURCE: "web" };

  /** A release that is stable, another one that half of the tasks get, and a worker with the flags of that. */
  async function rolledOut() {
    const { folder, git, commit } = createRepository({ "AGENTS.md": "Be kind.\n" });
    const target = join(realpathSync(tempFolder()), "production");
    const { pair } = await signedBranch(folder);
    commit({
      ".agent-ci/audit-key.pub": `${pair.verifying}\n`,
      "rollouts/team-a.yaml": specOf(target),
      ".gitignore": "flags.json\nruns/\n",
    });
    const key = { AGENT_CI_AUDIT_KEY: pair.signing };
    const run = async (line: string, env: Readonly<Record<string, string>> = key) => {
      const ran = await runCli(folder, line.split(" "), env, undefined, Date.now());
      writeFileSync(join(folder, "flags.json"), git("show", "agent-ci/state:flags.json"));
      return ran;
    };
    await run("deploy team-a");
    await run("rollout approve team-a", { ...FORGE, ...key, GITLAB_USER_LOGIN: "bob" });
    await run("rollout promote team-a --full --reason first");
    commit({ "AGENTS.md": "Be kinder.\n" });
    await run("deploy team-a");
    return { ...workerIn(folder, target), run, target };
  }

  test("a canary that fails is taken from everybody, by what the worker wrote", async () => {
    const { work, run, records, target } = await rolledOut();
    const command = shell(`grep -q kinder AGENTS.md && exit 1; printf "%s\\n" "$AGENT_CI_PIN"`);
    expect(new Set(variantsOf((await work({ command })).told))).toEqual(ONLY_STABLE);
    const failed = records().filter(({ variant }) => variant === "canary").length;
    expect((await run("rollout record runs")).out).toBe("40 task records were added to agent-ci/records.\n");
    const ticked = await run("deploy team-a");
    expect([ticked.code, ticked.out]).toEqual([
      1,
      expect.stringContaining(`RollingBack (quality/success fails: ${failed} of ${failed} fail`),
    ]);
    expect(readFileSync(join(target, "current/AGENTS.md"), "utf8")).toBe("Be kind.\n");
    expect(new Set(variantsOf((await work({ command })).told))).toEqual(ONLY_STABLE);
  });

  test("one that is as good is held until as many of its tasks as were asked for are there", async () => {
    const { work, run, records } = await rolledOut();
    await work({ tasks: tasksOf(60) });
    const canaries = records().filter(({ variant }) => variant === "canary").length;
    expect(canaries).toBeGreaterThan(20); // 30 of 60
    const before = await run("deploy team-a");
    expect(before.out).toContain("0 of 20 samples");
    await run("rollout record runs");
    expect((await run("deploy team-a")).out).not.toContain("0 of 20 samples");
  });
});

test("what workers import of the package is there, with its types, and needs nothing else", async () => {
  const folder = tempFolder({
    "package.json": '{"type":"module"}',
    "node_modules/.keep": "",
    "worker.ts": `import { type Feature, limitFlag, readFeature, variableOf } from "agent-ci/routing";
const feature: Feature = readFeature("partyMode", { PARTY_MODE_ENABLED: "false" }, undefined);
const flags: string = limitFlag("{}", "a", 100);
console.log(variableOf("a"), feature.says, flags);
`,
    "wrong.ts": `import { readFeature } from "agent-ci/routing";\nconst on: string = readFeature("a", {}, 1).on;\nconsole.log(on);\n`,
  });
  symlinkSync(inject("releaseTree"), join(folder, "node_modules/agent-ci"));
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["worker.ts"], { cwd: folder });
  expect(stdout).toBe("A_ENABLED partyMode is disabled by PARTY_MODE_ENABLED {}\n");
  const check = async (file: string) =>
    run(
      process.execPath,
      [TSC, "--noEmit", "--strict", "--module", "nodenext", "--lib", "es2023,dom", "--types", "", file],
      {
        cwd: folder,
      },
    );
  await check("worker.ts");
  await expect(check("wrong.ts")).rejects.toMatchObject({
    stdout: expect.stringContaining("wrong.ts(2,7): error TS2322: Type 'boolean' is not assignable to type 'string'."),
  });
});
