import { expect, test } from "vitest";
import { describeWithClients } from "../support/clients.ts";
import { createProject, LOCAL, runPipeline } from "../support/gitlab.ts";
import { loopback } from "../support/loopback.ts";
import { packedRelease, releaseRegistry } from "../support/npm-package.ts";
import { GOOD } from "../support/tidy-skill.ts";

const PASSED = { "agent-ci-check": "PASS", "agent-ci-check-gate": "PASS" };
const FAILED = { "agent-ci-check": "FAIL" };
/** Nobody listens on port 1. */
const NOWHERE = "http://127.0.0.1:1";

const packed = packedRelease();
const registry = releaseRegistry(packed);

describeWithClients("install: npm", ["gitlab-ci-local", "rsync", "verdaccio"], () => {
  test("takes the stamped version from the registry that the job is given, whatever the checked repository says", async () => {
    const env = { npm_config_registry: await registry() };
    const hostile = { ...GOOD, ".npmrc": `registry=${NOWHERE}\n`, "package.json": '{"workspaces":["skills/*"]}' };
    const { jobs, log } = await runPipeline(createProject(hostile), { env });
    expect(jobs, log).toEqual(PASSED);
  });

  test("fails in the report job where the version is not there", async () => {
    const env = { npm_config_registry: await registry() };
    const { jobs, log } = await runPipeline(createProject(GOOD), { env, inputs: { version: "9.9.9" } });
    expect(jobs).toEqual(FAILED);
    expect(log).toContain("agent-ci@9.9.9");
  });
});

/** What is asked for, by the prefix of its jobs; and what is said of it where it is refused. */
const asking = (sha256: string) => ({
  meant: {},
  other: {
    inputs: { "tarball-sha256": "0".repeat(64) },
    says: `The tarball has the SHA-256 ${sha256}, not ${"0".repeat(64)}; it was not installed.`,
  },
  unchecked: { inputs: { "tarball-sha256": "" }, says: "install: tarball needs the input tarball-sha256." },
  nowhere: { inputs: { "tarball-url": "" }, says: "install: tarball needs the input tarball-url." },
  unheard: {
    inputs: { "tarball-url": `${NOWHERE}/agent-ci.tgz` },
    says: `${NOWHERE}/agent-ci.tgz cannot be fetched: `,
  },
});

describeWithClients("install: tarball", ["gitlab-ci-local", "rsync"], () => {
  test("takes the one that was meant, refuses another one, and says what else is wrong, each job for itself", async () => {
    const { tarball, sha256 } = packed();
    const { url } = await loopback(({ path }) => (path === "/agent-ci.tgz" ? { body: tarball } : { status: 404 }));
    const asked: Readonly<Record<string, { readonly inputs?: object; readonly says?: string }>> = asking(sha256);
    const { jobs, log } = await runPipeline(createProject(GOOD), {
      env: { npm_config_registry: NOWHERE },
      include: Object.entries(asked).map(([name, { inputs }]) => ({
        ...LOCAL,
        inputs: {
          "job-prefix": `${name}-`,
          install: "tarball",
          "tarball-url": `${url}/agent-ci.tgz`,
          "tarball-sha256": sha256,
          ...inputs,
        },
      })),
    });
    expect(jobs, log).toEqual({
      "meant-agent-ci-check": "PASS",
      "meant-agent-ci-check-gate": "PASS",
      "other-agent-ci-check": "FAIL",
      "unchecked-agent-ci-check": "FAIL",
      "nowhere-agent-ci-check": "FAIL",
      "unheard-agent-ci-check": "FAIL",
    });
    for (const [name, { says }] of Object.entries(asked))
      if (says !== undefined) expect(saidBy(`${name}-agent-ci-check`, log)).toContain(says);
  });
});

/** What one job of a pipeline printed. */
const saidBy = (job: string, log: string): string =>
  log
    .split("\n")
    .filter((line) => line.startsWith(`${job} `))
    .join("\n");

describeWithClients("install: none", ["gitlab-ci-local", "rsync"], () => {
  test("says that the program is missing", async () => {
    const { jobs, log } = await runPipeline(createProject(GOOD), { inputs: { install: "none" } });
    expect(jobs).toEqual(FAILED);
    expect(log).toContain("agent-ci is not on PATH, as install: none asks for.");
  });
});
