import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { runJob } from "../../../../src/host/jobs/run-job.ts";
import { shutIn } from "../../../../src/host/jobs/shut-in.ts";
import { pathWith } from "../../../support/grounds.ts";

const own = mkdtempSync(join(realpathSync(tmpdir()), "agent-ci-test-"));
const folder = join(own, "checkout");
mkdirSync(folder);
const CLOSED = pathWith({ unshare: "exit 1" }, join(own, "closed"));
/** With namespaces where this machine has any, and as on one that has none. */
const machines = [
  { machine: "this machine", path: process.env["PATH"] ?? "" },
  { machine: "a machine without namespaces", path: CLOSED },
];
const MINUTE = 60_000;

/** Every kind of token that a pipeline has, each with a value that nothing else has. */
const TOKENS = Object.fromEntries(
  [
    ..."AGENT_CI_AUDIT_KEY AGENT_CI_STATE_TOKEN INPUT_GITHUB-TOKEN GITHUB_TOKEN GH_TOKEN GITHUB_PAT".split(" "),
    ..."ACTIONS_RUNTIME_TOKEN ACTIONS_ID_TOKEN_REQUEST_TOKEN ACTIONS_ID_TOKEN_REQUEST_URL ACTIONS_CACHE_URL".split(" "),
    ..."GITHUB_ENV GITHUB_OUTPUT GITHUB_PATH GITHUB_STEP_SUMMARY GITHUB_STATE GITHUB_EVENT_PATH".split(" "),
    ..."CI_JOB_TOKEN CI_JOB_JWT_V2 CI_REGISTRY_PASSWORD CI_DEPLOY_PASSWORD CI_REPOSITORY_URL GITLAB_TOKEN".split(" "),
    ..."ANTHROPIC_API_KEY OPENAI_API_KEY GEMINI_API_KEY AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN".split(" "),
    ..."GOOGLE_APPLICATION_CREDENTIALS AZURE_CLIENT_SECRET NPM_TOKEN NODE_AUTH_TOKEN SLACK_WEBHOOK".split(" "),
    ..."PROMETHEUS_URL DATABASE_URL HTTPS_PROXY https_proxy SSH_AUTH_SOCK GIT_ASKPASS GIT_CONFIG_VALUE_0".split(" "),
    ..."NODE_OPTIONS LD_PRELOAD BASH_ENV ENV PYTHONSTARTUP npm_config__authToken A_NAME_OF_TOMORROW".split(" "),
  ].map((name) => [name, `planted-${name}`]),
);

const run = (command: readonly string[], path: string, facts = {}, timeout = MINUTE) =>
  runJob(command, { cwd: folder, env: { ...TOKENS, PATH: path, HOME: folder, CI: "true" }, facts, timeout });
const node = (script: string) => [process.execPath, "-e", script];

const running = (word: string): readonly string[] =>
  readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes(word);
      } catch {
        return false;
      }
    });

describe.each(machines)("on $machine", ({ path }) => {
  test("a command is given these variables and no other", async () => {
    const { passed, said } = await run(node("console.log(JSON.stringify(process.env))"), path, {
      AGENT_CI_STEP: "a/1",
    });
    expect(passed).toBe(true);
    expect(said).not.toContain("planted");
    const given: Readonly<Record<string, string>> = JSON.parse(said);
    const known = ["AGENT_CI_JOB", "AGENT_CI_STEP", "CI", "HOME", "PATH"];
    // What a shell adds of its own.
    expect(
      Object.keys(given)
        .filter((name) => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name))
        .toSorted(),
    ).toEqual(known);
    expect(given).toMatchObject({ AGENT_CI_STEP: "a/1", CI: "true", HOME: folder, PATH: path });
  });

  test("arguments are taken as they are: no shell reads them", async () => {
    const hostile = '0.1";touch gone;echo "$(touch gone)`touch gone`';
    const { said } = await run([...node("console.log(process.argv.at(-1))"), hostile], path);
    expect(said.trim()).toBe(hostile);
    expect(existsSync(join(folder, "gone"))).toBe(false);
  });

  test("what it printed is there when it ends, the end of it, and its characters are whole", async () => {
    const long = "process.stdout.write('é'.repeat(300000) + '\\n42\\n')";
    const { passed, said } = await run(node(long), path);
    expect(passed).toBe(true);
    expect(said).toHaveLength(16_384);
    expect(said.endsWith("éé\n42\n")).toBe(true);
    expect(said).not.toContain("�");
  });

  test("how it ended is said", async () => {
    expect(await run(node("process.exit(3)"), path)).toMatchObject({ passed: false, why: "it ended with 3" });
    expect((await run(node("process.kill(process.pid, 'SIGKILL')"), path)).passed).toBe(false);
    expect((await run(["no-such-program-anywhere"], path)).passed).toBe(false);
  });

  test.each([[[""]], [["a\0b"]], [[process.execPath, "a\0b"]]])("%j is no command", async (command) => {
    expect((await run(command, path)).passed).toBe(false);
  });

  test("its input is empty: it waits for nobody", async () => {
    expect(await run(node("process.stdin.on('end', () => console.log('end')).resume()"), path)).toMatchObject({
      passed: true,
      said: "end\n",
    });
  });

  test.runIf(process.platform === "linux")("past its time it ends as a whole, whoever left its group", async () => {
    const word = `left-${path === CLOSED ? "closed" : "open"}-${process.pid}`;
    const child = `setTimeout(() => {}, 600000, "${word}")`;
    const away = `
      const { spawn } = require("node:child_process");
      const one = spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { detached: true, stdio: "inherit" });
      one.unref();
      one.on("spawn", () => console.log("away"));
      setTimeout(() => {}, 600000);`;
    const { passed, why } = await run(node(away), path, {}, 3000);
    expect({ passed, why }).toEqual({ passed: false, why: "it did not end within 3 s" });
    expect(running(word)).toEqual([]);
  });

  test.runIf(process.platform === "linux")("one that ends takes those with it that it left behind", async () => {
    const word = `behind-${path === CLOSED ? "closed" : "open"}-${process.pid}`;
    const script = `
      const { spawn } = require("node:child_process");
      const child = ${JSON.stringify(`setTimeout(() => {}, 600000, "${word}")`)};
      const one = spawn(process.execPath, ["-e", child], { detached: true, stdio: "inherit" });
      one.unref();
      one.on("spawn", () => { console.log("7"); process.exit(0); });`;
    expect(await run(node(script), path)).toMatchObject({ passed: true, why: "", said: "7\n" });
    expect(running(word)).toEqual([]);
  });

  test("it reads what it is told, and each of its streams is kept by itself, from the beginning", async () => {
    const script = `
      let told = "";
      process.stdin.on("data", (piece) => (told += piece)).on("end", () => {
        console.log("heard " + told);
        console.error("x".repeat(300000));
        process.exitCode = 3;
      });`;
    const asked = { cwd: folder, env: { PATH: path, HOME: folder }, facts: {}, timeout: MINUTE };
    const { output, errors, code, passed } = await runJob(node(script), { ...asked, input: "hello" });
    expect([output, errors.length, code, passed]).toEqual(["heard hello\n", 262_144, 3, false]);
    expect((await runJob(node(script), asked)).output).toBe("heard \n");
    // Nobody has to read.
    expect((await runJob(node("0"), { ...asked, input: "x".repeat(1_000_000) })).passed).toBe(true);
  });

  test("a time-out that no timer has is none that is over at once", async () => {
    expect((await run(node("console.log(1)"), path, {}, 99 * 7 * 24 * 60 * MINUTE)).passed).toBe(true);
  });
});

/** Prints every variable with this word in it that it may read of any process. */
const SPY = `
  const { readdirSync, readFileSync } = require("node:fs");
  for (const pid of readdirSync("/proc").filter((one) => /^[0-9]+$/.test(one)))
    try {
      for (const one of readFileSync("/proc/" + pid + "/environ", "latin1").split("\\0"))
        if (one.startsWith("AGENT_CI_AUDIT_KEY=")) console.log(one);
    } catch {}`;

/** A process that has the key from its start, and runs a job. */
const keyHolder = (path: string, command: readonly string[]): string =>
  execFileSync(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `import { runJob } from ${JSON.stringify(join(process.cwd(), "src/host/jobs/run-job.ts"))};
       const asked = { cwd: ${JSON.stringify(folder)}, env: process.env, facts: {}, timeout: 60000 };
       console.log((await runJob(${JSON.stringify(command)}, asked)).said);`,
    ],
    { env: { PATH: path, AGENT_CI_AUDIT_KEY: "planted-from-the-start" }, encoding: "utf8" },
  );

test.runIf(shutIn({ PATH: process.env["PATH"] }, []).length > 0)(
  "where there are namespaces, a command does not read the variables of other processes either",
  () => {
    // Without them it does, which is what the test is worth.
    expect(keyHolder(CLOSED, node(SPY))).toContain("planted-from-the-start");
    expect(keyHolder(process.env["PATH"] ?? "", node(SPY))).not.toContain("planted");
    const uncover = `try { require("node:child_process").execFileSync("umount", ["/proc"]) } catch {}`;
    expect(keyHolder(process.env["PATH"] ?? "", node(uncover + SPY))).not.toContain("planted");
  },
);

afterEach(() => expect(readdirSync(folder)).toEqual([]));
afterAll(() => rmSync(own, { recursive: true, force: true }));
