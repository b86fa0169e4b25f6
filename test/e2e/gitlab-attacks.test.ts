import { existsSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeWithClients } from "../support/clients.ts";
import type { Repository } from "../support/git.ts";
import { INPUT_ATTACKS } from "../support/input-attacks.ts";
import { createMergeRequest, createProject, LOCAL, type PipelineRequest, runPipeline } from "../support/gitlab.ts";
import { packedRelease } from "../support/npm-package.ts";
import { GOOD } from "../support/tidy-skill.ts";

const CLIENTS = ["gitlab-ci-local", "rsync"] as const;
const CHECK = "agent-ci-check";

const packed = packedRelease();

const attack = (project: Repository, { inputs, ...request }: PipelineRequest) =>
  runPipeline(project, { ...request, inputs: { install: "none", ...inputs }, programs: packed().bin });

/** Where a job that obeyed an attacker would have left its mark. */
const owned = ({ folder }: Repository): boolean => {
  const builds = join(folder, ".gitlab-ci-local/builds");
  const jobs = existsSync(builds) ? readdirSync(builds).map((job) => join(builds, job)) : [];
  return [folder, ...jobs].some((one) => existsSync(join(one, "owned")));
};

describeWithClients("an input that is no text of its kind", CLIENTS, () => {
  // Of each input the first: test/contract/component-attacks.test.ts holds all of them against what the components ask for.
  test.each(Object.entries(INPUT_ATTACKS).map(([name, [value]]) => [name, value] as const))(
    "%s: %j is refused before any job starts",
    async (name, value) => {
      const project = createProject(GOOD);
      const { exitCode, jobs, log } = await attack(project, { inputs: { [name]: value } });
      expect(exitCode).not.toBe(0);
      expect(jobs).toEqual({});
      expect(log).toMatch(new RegExp(`\`${name}\` input: .* does not match required regex`, "su"));
      expect(owned(project)).toBe(false);
    },
  );

  test.each([
    [{ "fail-on": "eror" }, "`fail-on` input: `eror` cannot be used because it is not in the list of allowed options."],
    [{ install: "curl | sh" }, "`install` input: `curl | sh` cannot be used because it is not in the list"],
    [{ tags: "docker" }, "`tags` input: provided value is not a array."],
    [{ path: ["skills"] }, "`path` input: provided value is not a string."],
  ])("%j is refused", async (inputs, message) => {
    const { jobs, log } = await attack(createProject(GOOD), { inputs });
    expect(jobs).toEqual({});
    expect(log).toContain(message);
  });
});

describeWithClients("a value that came past the inputs", CLIENTS, () => {
  const VALUES = [
    "$(touch owned)",
    "`touch owned`",
    "x; touch owned",
    "x' ; touch owned ; '",
    'x" ; touch owned ; "',
    "--fail-on=never",
  ];

  test("stays a text in the script, and is no option", async () => {
    const project = createProject(GOOD);
    const job = (index: number): string => `value${index}-${CHECK}`;
    const { jobs, log } = await attack(project, {
      include: VALUES.map((_, index) => ({ ...LOCAL, inputs: { install: "none", "job-prefix": `value${index}-` } })),
      yaml: Object.fromEntries(
        VALUES.map((value, index) => [job(index), { variables: { AGENT_CI_INPUT_PATH: { value, expand: false } } }]),
      ),
    });
    expect(jobs).toEqual(Object.fromEntries(VALUES.map((_, index) => [job(index), "FAIL"])));
    for (const value of VALUES) expect(log).toContain(`There is no "${value}".`);
    expect(owned(project)).toBe(false);
  });
});

describeWithClients("a hostile repository", CLIENTS, () => {
  test("cannot run anything by the names of its branches", async () => {
    const { project, variables } = createMergeRequest(GOOD, {}, "$(touch${IFS}owned)");
    const source = await attack(project, { variables });
    expect(source.jobs).toEqual({ [CHECK]: "PASS", [`${CHECK}-gate`]: "PASS" });
    const name = "--upload-pack=touch owned;";
    const target = await attack(project, { variables: { ...variables, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: name } });
    expect(target.jobs).toEqual({ [CHECK]: "FAIL" });
    expect(owned(project)).toBe(false);
  });

  test("cannot bring its own report", async () => {
    const forged = {
      [`agent-ci-reports/${CHECK}/report.json`]: "forged",
      [`agent-ci-reports/${CHECK}/exit-code`]: "0",
    };
    const broken = createProject({ ...GOOD, ...forged, "agent-ci.yaml": "fail-on: eror\n" });
    const failed = await attack(broken, {});
    expect(failed.jobs).toEqual({ [CHECK]: "FAIL" });
    expect(failed.report(CHECK, "report.json")).toBeUndefined();
    const bad = { ...GOOD, ...forged, "skills/untidy/SKILL.md": "---\nname: untidy\n---\n" };
    const judged = await attack(createProject(bad), {});
    expect(judged.jobs).toEqual({ [CHECK]: "PASS", [`${CHECK}-gate`]: "FAIL" });
    expect(judged.report(CHECK, "exit-code")).toBe("1\n");
  });

  test("cannot hide from the check where the reports will be", async () => {
    const hidden = { "agent-ci-reports/skills/untidy/SKILL.md": "---\nname: untidy\n---\n" };
    const { report } = await attack(createProject({ ...GOOD, ...hidden }), {});
    expect(report(CHECK, "codequality.json")).toContain("agent-ci-reports/skills/untidy/SKILL.md");
  });

  test("cannot have its reports written elsewhere through a link", async () => {
    const project = createProject({ ...GOOD, "elsewhere/notes.txt": "" });
    symlinkSync("elsewhere", join(project.folder, "agent-ci-reports"));
    const { jobs, artifact } = await attack(project, {});
    expect(jobs).toEqual({ [CHECK]: "PASS", [`${CHECK}-gate`]: "PASS" });
    expect(artifact(CHECK, `elsewhere/${CHECK}/report.json`)).toBeUndefined();
    expect(existsSync(join(project.folder, `.gitlab-ci-local/builds/${CHECK}/elsewhere/${CHECK}`))).toBe(false);
  });
});
