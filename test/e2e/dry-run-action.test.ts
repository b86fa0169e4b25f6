import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { playWorkflows } from "../support/act.ts";
import { describeWithClients } from "../support/clients.ts";
import { createRepository, type FileChanges, type Repository } from "../support/git.ts";
import { pathLikeGitHub } from "../support/grounds.ts";
import { openPullRequest } from "../support/pull-request.ts";
import { AGENT_FILES, smallScenario } from "../support/rehearse.ts";
import { runAction, type ActionRequest } from "../support/runner/run-action.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PONG = smallScenario("expect: [{ type: equals, value: pong }]\n");
const GOOD: FileChanges = { ...AGENT_FILES, "scenarios/a.yaml": PONG };
/** Its agent prints what a runner would take for commands. */
const LOUD: FileChanges = {
  ...GOOD,
  "agent.mjs":
    'console.log("::error::owned\\n::set-output name=result::owned\\n##[add-path]/owned");process.exit(3);\n',
};

/** The steps of the one job: the action, and what it gives to those after it. */
const STEPS = `
      - uses: actions/checkout@v7
        with: { persist-credentials: false }
      - uses: org/agent-ci/dry-run@v1
        id: run
      - uses: org/agent-ci/dry-run@v1
        id: key
        with: { cache-key: true }
      - if: always()
        env:
          KEY: \${{ steps.key.outputs.cache-key }}
          RESULT: \${{ steps.run.outcome }} \${{ steps.run.outputs.result }} \${{ steps.run.outputs.errors }}
          REPORT: \${{ steps.run.outputs.report-path }}
        run: |
          printf '%s\\n' "$KEY" "$RESULT" > "$KEPT/outputs"
          [ -z "$REPORT" ] || cp "$REPORT" "$KEPT/report.json"`;
const WORKFLOW = {
  ".github/workflows/x.yml": `on: [push, pull_request_target]\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:${STEPS}\n`,
};

/** Plays that job, on a machine like GitHub's where nothing else is said. */
async function playJob(
  { folder }: Pick<Repository, "folder">,
  event?: { readonly name: string; readonly payload: unknown },
) {
  const path = [dirname(process.execPath), pathLikeGitHub(tempFolder())].join(":");
  const { exitCode, log, kept } = await playWorkflows(folder, {
    repositories: { "org/agent-ci@v1": inject("actionTree") },
    path,
    ...(event && { event }),
  });
  const [key, result] = readFileSync(join(kept, "outputs"), "utf8").split("\n");
  const sections = () => JSON.parse(readFileSync(join(kept, "report.json"), "utf8")).sections;
  return { exitCode, log, key, result, dryRun: () => dryRunOf(sections()[0].data) };
}

describeWithClients("the action in act", ["act"], () => {
  test("rehearses by `sudo -n unshare` where user namespaces are closed, says so, and gives the key of the cache", async () => {
    const { exitCode, log, key, result, dryRun } = await playJob(createRepository({ ...GOOD, ...WORKFLOW }));
    expect([exitCode, result], log).toEqual([0, "success pass 0"]);
    expect(key).toMatch(/^agent-ci-recordings-1-[0-9a-f]{20}$/);
    const { isolation, refused, cases } = dryRun();
    expect(isolation).toBe("namespaces-by-sudo");
    expect(refused).toEqual([{ isolation: "namespaces", reason: expect.stringContaining("Operation not permitted") }]);
    expect(cases.map(({ id, result: came }) => [id, came])).toEqual([["scenarios/a", "pass"]]);
    expect(log).toContain("Shut in by: namespaces-by-sudo.");
  });

  test("fails where an expectation does, and says which", async () => {
    const files = { ...GOOD, ...WORKFLOW, "scenarios/a.yaml": PONG.replace("value: pong", "value: ping") };
    const { exitCode, log, result } = await playJob(createRepository(files));
    expect([exitCode, result], log).toEqual([1, "failure fail 1"]);
    expect(log).toContain("::error file=scenarios/a.yaml,line=5");
  });

  test("refuses an event with the rights of the repository, and starts nothing", async () => {
    const payload = { pull_request: { number: 7, base: { ref: "main" } } };
    const event = { name: "pull_request_target", payload };
    const { exitCode, log, result } = await playJob(createRepository({ ...GOOD, ...WORKFLOW }), event);
    expect([exitCode, result], log).toEqual([1, "failure  "]);
    expect(log).toContain("pull_request_target would hand it the rights and secrets of this repository");
    expect(log).not.toContain("rehearsed 1 of");
  });

  test("refuses a checkout that keeps a credential, and never says which one", async () => {
    const repository = createRepository({ ...GOOD, ...WORKFLOW });
    repository.git("config", "http.https://github.com/.extraheader", "AUTHORIZATION: basic c2VjcmV0");
    const { log, result } = await playJob(repository);
    expect(result).toBe("failure  ");
    expect(log).toContain(".git/config:");
    expect(log).toContain("http.https://github.com/.extraheader. Check out with persist-credentials: false");
    expect(log).not.toContain("c2VjcmV0");
  });
});

/** The action of the release as a runner of GitHub starts it. */
const play = (request: Partial<ActionRequest> & { readonly files?: FileChanges }) =>
  runAction({
    tree: inject("releaseTree"),
    action: "dry-run",
    eventName: "push",
    event: {},
    workspace: request.workspace ?? createRepository(request.files ?? GOOD).folder,
    scratch: tempFolder(),
    ...request,
  });

test("what the agent prints is shown, and carried out by nobody", async () => {
  const run = await play({ files: LOUD });
  expect(run).toMatchObject({ exitCode: 1, outputs: { result: "fail" }, env: {}, path: [], leaks: [] });
  expect(run.log.join("\n")).toContain("::error::owned");
  for (const { title } of run.annotations) expect(title).toMatch(/^(?:agent-ci|rehearsal\/[a-z-]+)$/u);
});

test.each(["pull_request_target", "workflow_run", "issue_comment"])(
  "refuses %s before it reads a branch",
  async (eventName) => {
    const event = { pull_request: { number: 7, base: { ref: "main" } } };
    const run = await play({ eventName, event, with: { "ephemeral-runner": "true" } });
    expect(run).toMatchObject({ exitCode: 2, outputs: {} });
    expect(run.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining(`and ${eventName} would hand it`),
    ]);
  },
);

describe("a pull request of a fork", () => {
  const forked = () => {
    const { workspace, event } = openPullRequest(GOOD, { "AGENTS.md": "# Rules\n" }, {}, []);
    const fork = JSON.stringify(event).replace('"octo-org/octo-repo"', '"someone/fork"');
    return { workspace, event: JSON.parse(fork), eventName: "pull_request" };
  };

  test("is rehearsed on a runner of GitHub's, without any token", async () => {
    const run = await play(forked());
    expect(run, run.log.join("\n")).toMatchObject({
      exitCode: 0,
      outputs: { result: "pass" },
      masks: ["token-of-the-job"],
    });
  });

  test("is refused on a runner of one's own, unless nothing of it survives the job", async () => {
    const refused = await play({ ...forked(), runner: { environment: "self-hosted" } });
    expect(refused).toMatchObject({ exitCode: 2, outputs: {} });
    expect(refused.annotations[0]?.message).toContain("this runner is one of your own");
    const declared = await play({
      ...forked(),
      runner: { environment: "self-hosted" },
      with: { "ephemeral-runner": "true" },
    });
    expect(declared).toMatchObject({ exitCode: 0, outputs: { result: "pass" } });
  });
});
