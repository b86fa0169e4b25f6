import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { describeWithClients } from "../support/clients.ts";
import { createMergeRequest, createProject, type PipelineRequest, runPipeline } from "../support/gitlab.ts";
import type { FileChanges, Repository } from "../support/git.ts";
import { packedRelease } from "../support/npm-package.ts";
import { AGENT_FILES, smallScenario } from "../support/rehearse.ts";
import { tempFolder } from "../support/temp-folder.ts";

const JOB = "agent-ci-dry-run";
const GATE = "agent-ci-dry-run-gate";
const PASSED = { [JOB]: "PASS", [GATE]: "PASS" };
const PONG = smallScenario("expect: [{ type: equals, value: pong }]\n");
const GOOD: FileChanges = { ...AGENT_FILES, "scenarios/a.yaml": PONG };

const packed = packedRelease();

/** The component on a runner that has the program already. */
const rehearse = (project: Repository, { inputs, ...request }: PipelineRequest = {}) =>
  runPipeline(project, {
    include: { local: "templates/dry-run/template.yml" },
    inputs: { install: "none", ...inputs },
    programs: packed().bin,
    ...request,
    variables: { GITLAB_CI: "true", ...request.variables },
  });

/**
 * What runners leave in a checkout, by the commands that they give themselves (gitlab-runner, shells/abstract.go and
 * bash.go of these versions, read 2026-11-30).
 */
const TOKEN = "glcbt-not-a-real-one";
const EXT = '"$PWD.tmp/.gitlab-runner.ext.conf"';
const WITH_TOKEN = `https://gitlab-ci-token:${TOKEN}@gitlab.example/group/project.git`;
const PLAIN = "https://gitlab.example/group/project.git";
const CORRELATION = "http.extraHeader 'X-Gitaly-Correlation-ID: 01JXYZ4F'";
const HELPER = `'!f(){ if [ "$1" = "get" ] ; then echo "password=\${CI_JOB_TOKEN}" ; fi ; } ; f'`;
const helperIn = (file: string): readonly string[] => [
  `git config -f ${file} --replace-all credential.https://gitlab.example.helper ""`,
  `git config -f ${file} --add credential.https://gitlab.example.helper ${HELPER}`,
  `git config -f ${file} credential.https://gitlab.example.username gitlab-ci-token`,
];
const RUNNERS: readonly (readonly [string, readonly string[]])[] = [
  ["16.11", [`git remote set-url origin ${WITH_TOKEN}`]],
  [
    "18.5",
    [
      `git config ${CORRELATION}`,
      `git remote set-url origin ${WITH_TOKEN}`,
      `git config submodule.one.url ${WITH_TOKEN.replace("project", "one")}`,
      `mkdir -p .git/modules/one && git config -f .git/modules/one/config remote.origin.url ${WITH_TOKEN}`,
    ],
  ],
  [
    "18.5 with FF_GIT_URLS_WITHOUT_TOKENS",
    [
      'mkdir -p "$PWD.tmp"',
      ...helperIn('"$PWD.tmp/cred-helper.conf"'),
      'git config include.path "$PWD.tmp/cred-helper.conf"',
      `git remote set-url origin ${PLAIN}`,
    ],
  ],
  [
    "19.4",
    [
      'mkdir -p "$PWD.tmp"',
      `git config -f ${EXT} ${CORRELATION}`,
      `git config --file ${EXT} --replace-all url.${WITH_TOKEN}.insteadOf ${PLAIN}`,
      `git config --file ${EXT} --replace-all url.https://gitlab-ci-token:${TOKEN}@gitlab.example.insteadOf git@gitlab.example`,
      `git config --replace-all include.path ${EXT}`,
      `git remote set-url origin ${PLAIN}`,
    ],
  ],
  [
    "19.4 with FF_GIT_URLS_WITHOUT_TOKENS",
    [
      'mkdir -p "$PWD.tmp"',
      `git config -f ${EXT} ${CORRELATION}`,
      ...helperIn(EXT),
      `git config --replace-all include.path ${EXT}`,
      `git remote set-url origin ${PLAIN}`,
    ],
  ],
];
/** The program, which shows first what is left of that when it starts. */
function showing(bin: string): string {
  const folder = tempFolder();
  const files = `.git/config .git/modules/one/config "$PWD.tmp/.gitlab-runner.ext.conf" "$PWD.tmp/cred-helper.conf"`;
  writeFileSync(
    join(folder, "agent-ci"),
    `#!/bin/sh\necho BEFORE\ncat ${files} 2> /dev/null\necho AFTER\nexec ${join(bin, "agent-ci")} "$@"\n`,
    { mode: 0o755 },
  );
  return folder;
}

describeWithClients("the component in gitlab-ci-local", ["gitlab-ci-local", "rsync"], () => {
  test("rehearses, and has the cases in what GitLab reads", async () => {
    const { jobs, log, report } = await rehearse(createProject(GOOD));
    expect(jobs, log).toEqual(PASSED);
    expect(report(JOB, "outputs.env")).toContain("AGENT_CI_DRY_RUN_RESULT=pass\n");
    const [{ data }] = JSON.parse(report(JOB, "report.json") ?? "").sections;
    expect(dryRunOf(data).cases.map(({ id, result }) => [id, result])).toEqual([["scenarios/a", "pass"]]);
    expect(report(JOB, "report.txt")).toMatch(/Shut in by: (?:namespaces|namespaces-by-sudo|proxy-and-canary)\./);
  });

  test("fails in the gate where an expectation does", async () => {
    const files = { ...GOOD, "scenarios/a.yaml": PONG.replace("value: pong", "value: ping") };
    const { jobs, log } = await rehearse(createProject(files));
    expect(jobs).toEqual({ ...PASSED, [GATE]: "FAIL" });
    expect(log).toMatch(/^agent-ci-dry-run-gate +> .*rehearsal\/expectation/mu);
  });

  test.each(RUNNERS)("takes out what a runner %s leaves, and no more of its configuration", async (_, left) => {
    const { jobs, log } = await rehearse(createProject(GOOD), {
      yaml: { [JOB]: { before_script: left } },
      programs: showing(packed().bin),
    });
    expect(jobs, log).toEqual(PASSED);
    const shown = log.slice(log.indexOf("BEFORE"), log.indexOf("AFTER"));
    expect(shown).not.toMatch(/glcbt-|CI_JOB_TOKEN/u);
    expect(shown).toContain("gitlab.example/group/project.git");
    for (const name of ["insteadOf", "X-Gitaly-Correlation-ID"])
      expect(shown.includes(name)).toBe(left.some((line) => line.includes(name)));
  });

  test.each([
    [
      "a password of somebody",
      `git remote set-url origin https://me:${TOKEN}@gitlab.example/a/b.git`,
      "remote.origin.url",
    ],
    ["a helper of somebody", "git config credential.helper store", "credential.helper"],
    ["a header", `git config http.extraHeader "PRIVATE-TOKEN: ${TOKEN}"`, "http.extraheader"],
  ])("refuses %s all the same", async (_, line, key) => {
    const { jobs, log } = await rehearse(createProject(GOOD), { yaml: { [JOB]: { before_script: [line] } } });
    expect(jobs).toEqual({ [JOB]: "FAIL" });
    expect(log).toContain(key);
    expect(log).toContain("take out others before: git config --unset-all <key>");
    expect(log).not.toContain("rehearsed 1 of");
  });
});

describeWithClients("a merge request", ["gitlab-ci-local", "rsync"], () => {
  const forked = { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "2", CI_MERGE_REQUEST_PROJECT_ID: "1", CI_PROJECT_ID: "1" };

  test("is held to the scenarios of the target branch", async () => {
    const agent = `console.log("peng"); ${AGENT_FILES["agent.mjs"]?.replace("console.log(content", "void (content")}`;
    const { project, variables } = createMergeRequest(GOOD, {
      "agent.mjs": agent,
      "scenarios/a.yaml": PONG.replace("value: pong", "value: peng"),
    });
    const { jobs, report } = await rehearse(project, { variables });
    expect(jobs).toEqual({ ...PASSED, [GATE]: "FAIL" });
    expect(report(JOB, "report.json")).toContain("no longer expects that the output is");
  });

  test("of a fork is refused on a runner that stays, and runs on one that is disposed of", async () => {
    const { project, variables } = createMergeRequest(GOOD, { "AGENTS.md": "# Rules\n" });
    const refused = await rehearse(project, { variables: { ...variables, ...forked } });
    expect(refused.jobs).toEqual({ [JOB]: "FAIL" });
    expect(refused.log).toContain("Use a runner that is disposed of after each job");
    const disposed = { ...variables, ...forked, CI_DISPOSABLE_ENVIRONMENT: "true" };
    expect((await rehearse(project, { variables: disposed })).jobs).toEqual(PASSED);
  });
});
