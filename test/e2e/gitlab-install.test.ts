import { expect, test } from "vitest";
import { describeWithClients } from "../support/clients.ts";
import { createProject, runPipeline } from "../support/gitlab.ts";
import { loopback } from "../support/loopback.ts";
import { packedRelease, releaseRegistry } from "../support/npm-package.ts";

const FILES = {
  "skills/tidy/SKILL.md": "---\nname: tidy\ndescription: Tidies the room when asked to.\n---\n\nTidy.\n",
};
const PASSED = { "agent-ci-check": "PASS", "agent-ci-check-gate": "PASS" };
const FAILED = { "agent-ci-check": "FAIL" };
/** Nobody listens on port 1. */
const NOWHERE = "http://127.0.0.1:1";

const packed = packedRelease();
const registry = releaseRegistry(packed);

describeWithClients("install: npm", ["gitlab-ci-local", "rsync", "verdaccio"], () => {
  test("takes the stamped version from the registry that the job is given, whatever the checked repository says", async () => {
    const env = { npm_config_registry: await registry() };
    const hostile = { ...FILES, ".npmrc": `registry=${NOWHERE}\n`, "package.json": '{"workspaces":["skills/*"]}' };
    const { jobs, log } = await runPipeline(createProject(hostile), { env });
    expect(jobs, log).toEqual(PASSED);
  });

  test("fails in the report job where the version is not there", async () => {
    const env = { npm_config_registry: await registry() };
    const { jobs, log } = await runPipeline(createProject(FILES), { env, inputs: { version: "9.9.9" } });
    expect(jobs).toEqual(FAILED);
    expect(log).toContain("agent-ci@9.9.9");
  });
});

describeWithClients("install: tarball", ["gitlab-ci-local", "rsync"], () => {
  const install = async (inputs: Readonly<Record<string, string>>) => {
    const { url } = await loopback(({ path }) =>
      path === "/agent-ci.tgz" ? { body: packed().tarball } : { status: 404 },
    );
    return runPipeline(createProject(FILES), {
      env: { npm_config_registry: NOWHERE },
      inputs: {
        install: "tarball",
        "tarball-url": `${url}/agent-ci.tgz`,
        "tarball-sha256": packed().sha256,
        ...inputs,
      },
    });
  };

  test("takes the one that was meant", async () => {
    const { jobs, log } = await install({});
    expect(jobs, log).toEqual(PASSED);
  });

  test("refuses another one, and installs nothing of it", async () => {
    const { jobs, log } = await install({ "tarball-sha256": "0".repeat(64) });
    expect(jobs).toEqual(FAILED);
    expect(log).toContain(
      `The tarball has the SHA-256 ${packed().sha256}, not ${"0".repeat(64)}; it was not installed.`,
    );
  });

  test.each([
    ["no SHA-256", { "tarball-sha256": "" }, "install: tarball needs the input tarball-sha256."],
    ["no address", { "tarball-url": "" }, "install: tarball needs the input tarball-url."],
    ["nobody there", { "tarball-url": `${NOWHERE}/agent-ci.tgz` }, `${NOWHERE}/agent-ci.tgz cannot be fetched: `],
  ])("says what to do about %s", async (_, inputs, message) => {
    const { jobs, log } = await install(inputs);
    expect(jobs).toEqual(FAILED);
    expect(log).toContain(message);
  });
});

describeWithClients("install: none", ["gitlab-ci-local", "rsync"], () => {
  test("says that the program is missing", async () => {
    const { jobs, log } = await runPipeline(createProject(FILES), { inputs: { install: "none" } });
    expect(jobs).toEqual(FAILED);
    expect(log).toContain("agent-ci is not on PATH, as install: none asks for.");
  });
});
