import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository, type FileChanges, type Repository } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SKILL = "skills/tidy/SKILL.md";
/** A dead link: a warning, unless the policy says otherwise. */
const skill = (more = ""): string =>
  `---\nname: tidy\ndescription: Tidies the room when somebody asks for it to be tidied.\n---\n\nTidy.\n${more}\nRead [the form](form.md).\n`;

/** `main` holds the policy, with links in the places that it says, and `topic` changes the skill and has staged that it does once more. */
function linked(files: FileChanges, links: Readonly<Record<string, string>>): Repository {
  const repository = createRepository({ [SKILL]: skill(), ...files });
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(repository.folder, path));
  repository.commit({});
  repository.branch("topic");
  repository.commit({ [SKILL]: skill("One more line.\n") });
  writeFileSync(join(repository.folder, SKILL), skill("Two more lines.\n"));
  repository.git("add", ".");
  return repository;
}

/** The exit code on a laptop, in the hook, and in a request that `main` judges. */
async function codes({ folder }: Repository): Promise<readonly number[]> {
  return [
    (await runCli(folder, ["check", "."])).code,
    (await runCli(folder, ["hook", "pre-commit"])).code,
    (await runCli(folder, ["check", ".", "--policy-from", "main"])).code,
  ];
}

describe("a policy judges alike on the laptop, in the hook and in the request", () => {
  const STRICT = "rules: { link/missing: error }\n";

  test("where its baseline lies behind a link", async () => {
    const repository = linked(
      { "agent-ci.yaml": STRICT, "ci/agent-ci/README.md": "Ours.\n" },
      { ".agent-ci": "ci/agent-ci" },
    );
    expect(await codes(repository)).toEqual([1, 1, 1]);
    const values = { "update-baseline": true, baseline: "ci/agent-ci/baseline.json" };
    await runCheck(repository.folder, { values });
    repository.git("checkout", "--quiet", "-B", "main");
    repository.commit({});
    writeFileSync(join(repository.folder, SKILL), skill("Three more lines.\n"));
    repository.git("add", ".");
    expect(await codes(repository)).toEqual([0, 0, 0]);
  });

  test("where what it extends lies behind a link", async () => {
    const strict = linked(
      { "agent-ci.yaml": "extends: [shared/base.yaml]\n", "cfg/base.yaml": STRICT },
      { shared: "cfg" },
    );
    expect(await codes(strict)).toEqual([1, 1, 1]);
    const off = linked(
      { "agent-ci.yaml": "extends: [shared/base.yaml]\n", "cfg/base.yaml": "rules: { link/missing: off }\n" },
      { shared: "cfg" },
    );
    expect(await codes(off)).toEqual([0, 0, 0]);
  });

  test("where its environments lie behind a link", async () => {
    const repository = linked(
      { "agent-ci.yaml": "fail-on: error\n", "cfg/environments/local/agent-ci.yaml": STRICT },
      { environments: "cfg/environments" },
    );
    expect(await codes(repository)).toEqual([1, 1, 1]);
  });

  test("where it is refused: a link leads out, whether something lies there or not", async () => {
    const outside = tempFolder({ "base.yaml": "rules: { link/missing: off }\n", "baseline.json": "{}" });
    for (const target of [outside, "../nowhere", "/nowhere/at/all"]) {
      const config = { "agent-ci.yaml": "extends: [shared/base.yaml]\n" };
      expect(await codes(linked(config, { shared: target }))).toEqual([2, 2, 2]);
      expect(await codes(linked({ "agent-ci.yaml": STRICT }, { ".agent-ci": target }))).toEqual([2, 2, 2]);
      expect(await codes(linked({}, { "agent-ci.yaml": join(target, "base.yaml") }))).toEqual([2, 2, 2]);
    }
  });
});

test("a baseline is written through no link, and the message says what to name instead", async () => {
  const { folder, commit } = createRepository({ [SKILL]: skill(), "ci/kept.md": "Ours.\n" });
  mkdirSync(join(folder, "sub"));
  commit({ "sub/agent-ci.yaml": "fail-on: warning\n", "sub/AGENTS.md": "Read [it](none.md).\n" });
  symlinkSync("../ci", join(folder, "sub/.agent-ci"));
  expect((await runCli(folder, ["check", "sub"])).code).toBe(1);
  const { code, err } = await runCli(folder, ["check", "sub", "--update-baseline"]);
  expect(code).toBe(2);
  expect(err).toContain("name it itself with --baseline");
  expect(readdirSync(join(folder, "ci"))).toEqual(["kept.md"]);
});
