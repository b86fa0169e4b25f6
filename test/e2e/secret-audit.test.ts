import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { pipelineRepositories, playWorkflows } from "../support/act.ts";
import { describeWithClients } from "../support/clients.ts";
import { createRepository, type Repository } from "../support/git.ts";
import { createGitLabCatalog, play } from "../support/gitlab.ts";
import { packedRelease, releaseRegistry } from "../support/npm-package.ts";
import { plantedSecrets } from "../support/planted-secrets.ts";

const key = plantedSecrets(1, 41)[0]?.value ?? "";
const packed = packedRelease();
const registry = releaseRegistry(packed);

/** A repository with a history: three commits, whose middle one has what `leak` says, and the last one has not. */
function project(pipeline: Readonly<Record<string, string>>, leak: string): Repository & { readonly middle: string } {
  const repository = createRepository({ ...pipeline, "AGENTS.md": "Run `npm test`.\n" });
  const middle = repository.commit({ "src/a.ts": `export const key = "${leak}";\n` });
  repository.commit({ "src/a.ts": "export {};\n" });
  return { ...repository, middle };
}

describeWithClients("the audit on GitHub, played by act,", ["act"], () => {
  const files = { ".github/workflows/secret-audit.yml": readFileSync("templates/github/secret-audit.yml", "utf8") };
  const audit = ({ folder }: Repository) =>
    playWorkflows(folder, {
      repositories: pipelineRepositories(),
      event: { name: "workflow_dispatch", payload: {} },
    });

  test("is green on a clean history, and red on one with a secret in an old commit, which it uploads", async () => {
    const clean = await audit(project(files, "none"));
    expect(clean.exitCode, clean.log).toBe(0);
    const leaky = project(files, key);
    const { exitCode, log, kept } = await audit(leaky);
    expect(exitCode, log).toBe(1);
    const sarif = JSON.parse(readFileSync(join(kept, "code-scanning/agent-ci-secret-audit.sarif"), "utf8"));
    expect(sarif.runs[0].results).toMatchObject([{ ruleId: "secret/token", properties: { commit: leaky.middle } }]);
    expect(log).not.toContain(key);
  });
});

describeWithClients(
  "the audit on GitLab, played by gitlab-ci-local,",
  ["gitlab-ci-local", "rsync", "verdaccio"],
  () => {
    const files = {
      ".gitlab-ci.yml": "include:\n  - local: /.gitlab/secret-audit.yml\n",
      ".gitlab/secret-audit.yml": readFileSync("templates/gitlab/secret-audit.yml", "utf8"),
    };
    async function audit({ folder, git }: Repository, source: string) {
      git("remote", "add", "origin", "git@gitlab.example:group/project.git");
      git("update-ref", "refs/remotes/origin/main", "HEAD");
      git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
      const env = { ...createGitLabCatalog(inject("releaseTree")), npm_config_registry: await registry() };
      const modes = ["--force-shell-executor", "--shell-isolation", "--no-artifacts-to-source"];
      return play(folder, [...modes, `--variable=CI_PIPELINE_SOURCE=${source}`], env);
    }

    test("is green on a clean history, and red on one with a secret in an old commit", async () => {
      const clean = await audit(project(files, "none"), "schedule");
      expect(clean.jobs, clean.log).toEqual({
        "audit-agent-ci-secret-scan": "PASS",
        "audit-agent-ci-secret-scan-gate": "PASS",
      });
      const leaky = project(files, key);
      const { jobs, log, report } = await audit(leaky, "web");
      expect(jobs, log).toMatchObject({ "audit-agent-ci-secret-scan-gate": "FAIL" });
      const found = JSON.parse(report("audit-agent-ci-secret-scan", "secret-detection.json") ?? "");
      expect(found.vulnerabilities[0].location).toMatchObject({ file: "src/a.ts", commit: { sha: leaky.middle } });
      expect(log).not.toContain(key);
    });

    test("has no part in other pipelines", async () => {
      expect((await audit(project(files, key), "push")).jobs).toEqual({});
    });
  },
);
