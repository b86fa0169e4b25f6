import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { client, describeWithClients } from "../support/clients.ts";
import { createRepository } from "../support/git.ts";
import { runCheck } from "../support/run-check.ts";

const WORKFLOW = `on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ github.event.pull_request.title }}"
`;
const FILES = {
  "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
  ".github/workflows/greet.yml": WORKFLOW,
};

describeWithClients("--merge", ["zizmor"], () => {
  test("takes what zizmor found, at the lines that it means", async () => {
    const { folder } = createRepository(FILES);
    const { stdout } = spawnSync(client("zizmor"), ["--offline", "--format", "sarif", "."], {
      cwd: folder,
      encoding: "utf8",
    });
    writeFileSync(join(folder, "zizmor.sarif"), stdout);
    const { code, found, report } = await runCheck(folder, { values: { merge: ["zizmor.sarif"] } });
    expect(code).toBe(1);
    expect(found).toContain("error zizmor/template-injection .github/workflows/greet.yml:6");
    expect(found).toContain("error zizmor/dangerous-triggers .github/workflows/greet.yml:1");
    expect(report.rules.find(({ id }) => id === "zizmor/template-injection")?.url).toBe(
      "https://docs.zizmor.sh/audits/#template-injection",
    );
  });
});
