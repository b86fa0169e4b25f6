import { readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { expect, inject, test } from "vitest";
import codeQualitySchema from "../schemas/gitlab-code-quality.json" with { type: "json" };
import secretDetectionSchema from "../schemas/gitlab-secret-detection.json" with { type: "json" };
import { describeWithClients } from "../support/clients.ts";
import { corpora } from "../support/corpus.ts";
import { createRepository, type Repository } from "../support/git.ts";
import { createMergeRequest, createProject, LOCAL, type PipelineRequest, runPipeline } from "../support/gitlab.ts";
import { otherSarif } from "../support/other-sarif.ts";
import { packedRelease } from "../support/npm-package.ts";
import { plantedSecrets } from "../support/planted-secrets.ts";
import { schemaProblems } from "../support/schema-problems.ts";
import { comparable, judgeAtTerminal } from "../support/terminal.ts";
import { BAD, GOOD } from "../support/tidy-skill.ts";

/** A number among metadata is a warning, no error. */
const WARNED = {
  "skills/tidy/SKILL.md": GOOD["skills/tidy/SKILL.md"].replace("\n---\n", "\nmetadata:\n  version: 1.10\n---\n"),
};

const CLIENTS = ["gitlab-ci-local", "rsync"] as const;
const CHECK = "agent-ci-check";
const GATE = "agent-ci-check-gate";

const packed = packedRelease();

/** A pipeline on a runner that has the program already. */
const preinstalled = (project: Repository, { inputs, ...request }: PipelineRequest = {}) =>
  runPipeline(project, { ...request, inputs: { install: "none", ...inputs }, programs: packed().bin });

describeWithClients("a component in gitlab-ci-local", CLIENTS, () => {
  test("accepts a good repository", async () => {
    const { exitCode, jobs, report } = await preinstalled(createProject(GOOD));
    expect(jobs).toEqual({ [CHECK]: "PASS", [GATE]: "PASS" });
    expect(exitCode).toBe(0);
    expect(report(CHECK, "outputs.env")).toBe(
      [
        "AGENT_CI_CHECK_RESULT=pass",
        "AGENT_CI_CHECK_ERRORS=0",
        "AGENT_CI_CHECK_WARNINGS=0",
        "AGENT_CI_CHECK_REPORT_PATH=agent-ci-reports/agent-ci-check/report.json\n",
      ].join("\n"),
    );
  });

  test("refuses a bad one in the gate alone, and has reports that GitLab can read", async () => {
    const { jobs, log, report } = await preinstalled(createProject({ ...GOOD, ...BAD }));
    expect(jobs).toEqual({ [CHECK]: "PASS", [GATE]: "FAIL" });
    expect(log).toMatch(/^agent-ci-check-gate +> .*skill\/description-required/mu);
    const quality = report(CHECK, "codequality.json") ?? "";
    expect(schemaProblems(codeQualitySchema, true)(quality)).toEqual([]);
    expect(JSON.parse(quality)).toContainEqual(
      expect.objectContaining({
        check_name: "skill/description-required",
        location: expect.objectContaining({ path: "skills/untidy/SKILL.md" }),
      }),
    );
    const xsd = XsdValidator.fromDoc(XmlDocument.fromString(readFileSync("test/schemas/junit.xsd", "utf8")));
    expect(() => xsd.validate(XmlDocument.fromString(report(CHECK, "junit.xml") ?? ""))).not.toThrow();
    expect(JSON.parse(report(CHECK, "report.sarif") ?? "")).toMatchObject({ version: "2.1.0" });
  });

  test("gives GitLab the secrets that it found, and none of them away", async () => {
    const [{ value } = { value: "" }] = plantedSecrets(1, 15);
    const { jobs, log, report } = await preinstalled(createProject({ ...GOOD, "AGENTS.md": `Use ${value} here.\n` }));
    expect(jobs).toEqual({ [CHECK]: "PASS", [GATE]: "FAIL" });
    const found = report(CHECK, "secret-detection.json") ?? "";
    expect(schemaProblems(secretDetectionSchema, true)(found)).toEqual([]);
    expect(JSON.parse(found)).toMatchObject({
      scan: { type: "secret_detection", status: "success" },
      vulnerabilities: [{ severity: "Critical", location: { file: "AGENTS.md", start_line: 1 } }],
    });
    expect(found + log).not.toContain(value);
  });

  test("its inputs are the command's options", async () => {
    const other = { "one.sarif": otherSarif("README.md"), "other.sarif": otherSarif("skills/tidy/SKILL.md") };
    const files = { ...WARNED, ...BAD, ...other, "policies/strict.yaml": "fail-on: warning\n" };
    const inputs = { install: "none" };
    const { jobs, report } = await preinstalled(createProject(files), {
      include: [
        {
          ...LOCAL,
          inputs: { ...inputs, "job-prefix": "strict-", path: "skills/tidy", config: "policies/strict.yaml" },
        },
        {
          ...LOCAL,
          inputs: { ...inputs, "job-prefix": "lenient-", "fail-on": "never", merge: "one.sarif,other.sarif" },
        },
      ],
    });
    expect(jobs).toEqual({
      [`strict-${CHECK}`]: "PASS",
      [`strict-${GATE}`]: "FAIL",
      [`lenient-${CHECK}`]: "PASS",
      [`lenient-${GATE}`]: "PASS",
    });
    expect(report(`lenient-${CHECK}`, "outputs.env")).toContain("LENIENT_AGENT_CI_CHECK_ERRORS=3\n");
  });

  test("gives its outputs to later jobs", async () => {
    const later = {
      needs: [CHECK],
      script: ['echo "got $AGENT_CI_CHECK_RESULT of $(wc -c < $AGENT_CI_CHECK_REPORT_PATH)"'],
    };
    const { log } = await preinstalled(createProject(GOOD), { yaml: { later } });
    expect(log).toMatch(/got pass of [1-9]/u);
  });

  test("fits into one pipeline twice", async () => {
    const inputs = { install: "none" };
    const { jobs, report } = await preinstalled(createProject({ ...GOOD, ...BAD }), {
      include: [
        { ...LOCAL, inputs: { ...inputs, "job-prefix": "good-", path: "skills/tidy" } },
        { ...LOCAL, inputs: { ...inputs, "job-prefix": "bad-", path: "skills/untidy" } },
      ],
    });
    expect(jobs).toEqual({
      "good-agent-ci-check": "PASS",
      "good-agent-ci-check-gate": "PASS",
      "bad-agent-ci-check": "PASS",
      "bad-agent-ci-check-gate": "FAIL",
    });
    expect(report("bad-agent-ci-check", "outputs.env")).toContain("BAD_AGENT_CI_CHECK_RESULT=fail\n");
  });

  test("fails in the report job where nothing can be judged", async () => {
    const { jobs, log } = await preinstalled(createProject({ ...GOOD, "agent-ci.yaml": "fail-on: eror\n" }));
    expect(jobs).toEqual({ [CHECK]: "FAIL" });
    expect(log).toContain(
      "agent-ci.yaml:1:10: `eror` is not one of `error`, `warning`, `never`: did you mean `error`?",
    );
  });
});

describeWithClients("the ways to include it", CLIENTS, () => {
  test("as a component of the project itself, at the commit", async () => {
    const component = "$CI_SERVER_FQDN/$CI_PROJECT_PATH/validate@$CI_COMMIT_SHA";
    const { jobs } = await preinstalled(createProject({ ...GOOD, ...BAD }), { include: { component } });
    expect(jobs).toEqual({ "agent-ci-validate": "PASS", "agent-ci-validate-gate": "FAIL" });
  });

  test("as a component of another project, by the newest version of a range", async () => {
    const catalog = createRepository({});
    const template = readFileSync(join(inject("releaseTree"), "templates/check/template.yml"), "utf8");
    for (const version of ["1.2.3", "1.3.0", "2.0.0"]) {
      catalog.commit({ "templates/check/template.yml": template.replace("default: test", `default: "of ${version}"`) });
      catalog.git("tag", version);
    }
    const { jobs, log } = await preinstalled(createProject(GOOD), {
      include: { component: "gitlab.example/agent-ci/agent-ci/check@1" },
      yaml: { stages: ["of 1.3.0"] },
      env: {
        GIT_CONFIG_COUNT: "2",
        GIT_CONFIG_KEY_0: `url.${pathToFileURL(catalog.folder).href}.insteadOf`,
        GIT_CONFIG_VALUE_0: "ssh://git@gitlab.example:22/agent-ci/agent-ci.git",
        GIT_CONFIG_KEY_1: `url.${pathToFileURL(catalog.folder).href}.insteadOf`,
        GIT_CONFIG_VALUE_1: "git@gitlab.example:agent-ci/agent-ci",
      },
    });
    expect(jobs, log).toEqual({ [CHECK]: "PASS", [GATE]: "PASS" });
    expect(log).toContain("(of 1.3.0)");
  });
});

describeWithClients("a merge request", CLIENTS, () => {
  test("is judged by the target branch's configuration, of its newest commit", async () => {
    const { project, target, variables } = createMergeRequest({ ...GOOD, "agent-ci.yaml": "fail-on: error\n" }, WARNED);
    const before = await preinstalled(project, { variables });
    expect(before.jobs).toEqual({ [CHECK]: "PASS", [GATE]: "PASS" });
    const tip = target.commit({ "agent-ci.yaml": "fail-on: warning\n" });
    const inputs = { install: "none" };
    const { jobs, report } = await preinstalled(project, {
      variables,
      include: [
        { ...LOCAL, inputs },
        { ...LOCAL, inputs: { ...inputs, "job-prefix": "own-", "policy-from": "head" } },
      ],
    });
    expect(jobs).toEqual({
      [CHECK]: "PASS",
      [GATE]: "FAIL",
      [`own-${CHECK}`]: "PASS",
      [`own-${GATE}`]: "PASS",
    });
    expect(JSON.parse(report(CHECK, "report.json") ?? "")).toMatchObject({
      verdict: { result: "fail" },
      run: { policy: `agent-ci.yaml of main (${tip.slice(0, 12)})` },
    });
  });

  test("is compared with its base though the clone holds fewer commits than it has", async () => {
    const server = { ".mcp.json": '{ "mcpServers": { "tickets": { "command": "npx", "args": ["tickets@1.0.0"] } } }' };
    const { project, variables } = createMergeRequest(GOOD, server);
    for (const name of ["a", "b"]) project.commit({ [name]: name });
    const [head, base] = [project.git("rev-parse", "HEAD"), variables["CI_MERGE_REQUEST_DIFF_BASE_SHA"] ?? ""];
    // As after a fetch of depth 1.
    writeFileSync(join(project.folder, ".git/shallow"), `${head}\n`);
    project.git("branch", "--quiet", "-D", "main");
    project.git("reflog", "expire", "--expire=now", "--all");
    project.git("gc", "--quiet", "--prune=now");
    expect(() => project.git("cat-file", "-e", base)).toThrow();
    const { jobs, report, log } = await preinstalled(project, { variables });
    expect(jobs, log).toHaveProperty(CHECK, "PASS");
    expect(report(CHECK, "report.json")).toContain("New in this change");
  });

  test("fails in the report job where the target branch cannot be read", async () => {
    const { project, variables } = createMergeRequest(GOOD);
    project.git("remote", "set-url", "origin", "file:///nowhere");
    const { jobs, log } = await preinstalled(project, { variables });
    expect(jobs).toEqual({ [CHECK]: "FAIL" });
    expect(log).toContain("git fetch --depth=1 origin main");
  });
});

const PARITY = [
  resolve("examples/acme"),
  ...corpora.map(({ path }) => path).filter((path) => /bakery|mattpocock__skills|obra__superpowers/u.test(path)),
].map((path) => ({ name: basename(path), path }));

describeWithClients("gitlab-ci-local and the terminal agree on", CLIENTS, () => {
  test.for(PARITY)("$name", async ({ path }) => {
    const project = createProject({}, path);
    const { jobs, report } = await preinstalled(project);
    const judged = comparable(report(CHECK, "report.json") ?? "");
    expect(judged).toEqual(judgeAtTerminal(project.folder, "check"));
    expect(judged).toHaveProperty("verdict.result", jobs[GATE] === "PASS" ? "pass" : "fail");
  });
});
