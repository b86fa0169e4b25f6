import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createRepository, type FileChanges } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";

const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true, encoding: "utf8" }).flatMap((one) => {
      const path = join(one.parentPath, one.name).slice(folder.length + 1);
      return one.isFile() && !path.startsWith(".git/") ? [[path, readFileSync(join(folder, path), "utf8")]] : [];
    }),
  );

/** A repository in which init ran with some flags, unasked. */
async function initialised(files: FileChanges, ...args: readonly string[]) {
  const { folder } = createRepository(files);
  const before = filesOf(folder);
  const { code, out } = await runCli(folder, ["init", "--yes", ...args]);
  expect(code, out).toBe(0);
  const after = filesOf(folder);
  return { folder, out, after, before, added: Object.keys(after).filter((path) => before[path] !== after[path]) };
}

const DEAD_LINK = { "AGENTS.md": "# A\n\nRead [this](nowhere.md).\n" };
const TOKEN = ["gh", "p_", "8KqTz3LmVx", "Wn5RbYc7Jd", "Hs2Pf9GaQe", "4uXoZi"].join("");

describe("init writes what was asked for", () => {
  test.each([
    ["--hooks husky", [".husky/pre-commit", ".husky/pre-push"]],
    ["--hooks lefthook", ["lefthook.yml"]],
    ["--github", [".github/workflows/agent-ci.yml"]],
    ["--gitlab", [".gitlab-ci.yml", ".gitlab/agent-ci.yml"]],
    ["--github --templates", [".github/pull_request_template.md", ".github/workflows/agent-ci.yml"]],
    ["--owner @acme/agents", ["CODEOWNERS"]],
    ["--all-rules", ["agent-ci.yaml"]],
    ["--start report", ["agent-ci.yaml"]],
    ["--start baseline", []],
    ["--github --hooks husky", [".github/workflows/agent-ci.yml", ".husky/pre-commit", ".husky/pre-push"]],
    ["--scenarios", [".github/workflows/agent-ci.yml"]],
    ["", [".github/workflows/agent-ci.yml", "agent-ci.yaml"]],
  ])("%s", async (flags, files) => {
    const { added } = await initialised({}, ...flags.split(" ").filter(Boolean));
    expect(added.toSorted()).toEqual(files);
  });

  test("and says of each part why", async () => {
    const { out } = await initialised({}, "--github", "--hooks", "husky");
    expect(out).toContain("GitHub: checks each pull request and push\n  create  .github/workflows/agent-ci.yml\n");
    expect(out).toContain("hooks (husky): a commit and a push are checked where they are made\n");
  });

  test("every rule's default stands in the file, and changes nothing when the marks are taken away", async () => {
    const { folder, after } = await initialised({}, "--all-rules");
    const rules = async (config: readonly string[]) => (await runCli(folder, ["rules", ...config])).out;
    const text = after["agent-ci.yaml"] ?? "";
    expect(text.match(/^#   [a-z-]+\/[a-z-]+: /gmu)?.length).toBe((await rules([])).trimEnd().split("\n").length);
    const { folder: other } = createRepository({ "agent-ci.yaml": text.replaceAll(/^# (?=rules:|  )/gmu, "") });
    expect(parse(readFileSync(join(other, "agent-ci.yaml"), "utf8"))).toHaveProperty(["rules", "link/missing"]);
    expect((await runCli(other, ["rules"])).out).toBe(await rules([]));
  });

  test("no more is left out than before: clients that files speak of are a comment", async () => {
    const files = {
      "AGENTS.md": `# A\n\n${"word ".repeat(9000)}\n`,
      ".claude/agents/a.md": "---\nname: a\ndescription: Does a thing well.\n---\n\nDo.\n",
    };
    const { folder } = await initialised(files);
    expect((await runCli(folder, ["check"])).out).toContain("context/codex-instructions");
  });
});

describe("a job that rehearses", () => {
  const SCENARIO = { "scenarios/a.yaml": "prompt: ping\ncommand: [node, agent.mjs]\nturns: [{ text: pong }]\n" };
  const FILES = [".github/workflows/agent-ci.yml", ".gitlab/agent-ci.yml"] as const;
  const templates = ["agent-ci.yml", "agent-ci-scenarios.yml"].map((name) =>
    ["github", "gitlab"].map((forge) => readFileSync(`templates/${forge}/${name}`, "utf8")),
  );
  const pipelinesOf = async (files: FileChanges, ...flags: readonly string[]) => {
    const { after } = await initialised(files, "--github", "--gitlab", ...flags);
    return FILES.map((path) => after[path]);
  };

  test("is there where there are scenarios, or where somebody asks for it, and nowhere else", async () => {
    expect(await pipelinesOf({})).toEqual(templates[0]);
    expect(await pipelinesOf(SCENARIO)).toEqual(templates[1]);
    expect(await pipelinesOf({}, "--scenarios")).toEqual(templates[1]);
  });

  test("is missed in pipelines that are older than the scenarios, and put in by taking them back", async () => {
    const { after } = await initialised({}, "--github", "--gitlab");
    const { folder } = createRepository({ ...after, ...SCENARIO });
    const { out } = await runCli(folder, ["init", "--yes", "--github", "--gitlab"]);
    for (const [index, forge] of ["github", "gitlab"].entries())
      expect(out).toContain(
        `By hand: ${FILES[index]}: nothing in it runs scenarios. Take it back and have it written anew, by \`init --remove --${forge}\``,
      );
    await runCli(folder, ["init", "--yes", "--remove", "--github", "--gitlab"]);
    const again = await runCli(folder, ["init", "--yes", "--github", "--gitlab"]);
    expect(again.out).not.toContain("By hand");
    expect(FILES.map((path) => readFileSync(join(folder, path), "utf8"))).toEqual(templates[1]);
  });

  test("is one job more on GitLab, and the last one fails for it too", async () => {
    const [, text = ""] = await pipelinesOf(SCENARIO);
    const pipeline = parse(text);
    expect(pipeline["agent-ci-dry-run-gate"]).toEqual({ rules: [{ when: "never" }] });
    expect(pipeline["agent-ci"].needs).toContainEqual({ job: "agent-ci-dry-run" });
    expect(pipeline["agent-ci"].script[0]).toContain("agent-ci-secret-scan agent-ci-dry-run; do");
  });
});

describe("the pipeline of GitLab that is there", () => {
  const pipelineOf = async (text: string) => {
    const { after, out } = await initialised({ ".gitlab-ci.yml": text }, "--gitlab");
    return { ...parse(after[".gitlab/agent-ci.yml"] ?? ""), out };
  };
  const stagesIn = ({
    include,
    "agent-ci": closing,
  }: {
    include: { inputs?: { stage?: string } }[];
    "agent-ci": { stage: string };
  }) => [...include.slice(0, 3).map(({ inputs }) => inputs?.stage), closing.stage];

  test("gives a stage that it lists where it has no `test`", async () => {
    expect(stagesIn(await pipelineOf("stages: [lint, build, deploy]\n"))).toEqual(Array(4).fill("lint"));
    expect(stagesIn(await pipelineOf("stages: [build, deploy]\n"))).toEqual(Array(4).fill("build"));
    expect(stagesIn(await pipelineOf("stages: [build, test]\n"))).toEqual([undefined, undefined, undefined, "test"]);
  });

  test("says nothing to GitLab or YAML by the name of a stage", async () => {
    const { include, "agent-ci": closing } = await pipelineOf('stages: ["$[[ inputs.x ]]", "a\\"b", ok]\n');
    expect(stagesIn({ include, "agent-ci": closing })).toEqual(Array(4).fill("ok"));
  });

  test("is told of two pipelines for one push, unless it says what starts one", async () => {
    const job = "build:\n  script: [make]\n";
    expect((await pipelineOf(job)).out).toContain("starts two pipelines");
    expect((await pipelineOf(`workflow:\n  rules: [{ when: always }]\n${job}`)).out).not.toContain("two pipelines");
    expect((await pipelineOf("build:\n  rules: [{ when: always }]\n  script: [make]\n")).out).not.toContain(
      "two pipelines",
    );
  });

  test("five jobs of ours run at most, and the last one fails for any", async () => {
    const pipeline = await pipelineOf("stages: [test]\n");
    const never = Object.keys(pipeline).filter((name) => pipeline[name]?.rules?.[0]?.when === "never");
    expect(never).toEqual(["agent-ci-validate-gate", "agent-ci-token-budget-gate", "agent-ci-secret-scan-gate"]);
    expect(
      pipeline.include.filter(({ component }: { component: string }) => component.includes("/comment@")),
    ).toHaveLength(1);
    expect(pipeline["agent-ci"].needs.map(({ job }: { job: string }) => job)).toEqual([
      "agent-ci-validate",
      "agent-ci-token-budget",
      "agent-ci-secret-scan",
    ]);
  });
});

describe("init in a repository with findings", () => {
  test("offers three ways to begin, with its numbers and the command of each", async () => {
    const { out } = await initialised({ ...DEAD_LINK, "b.md": "" }, "--github");
    expect(out).toContain("There are findings already. Three ways to begin:");
    expect(out).toMatch(/baseline +1 error of today is written down and does not count, what is new does\n/u);
    expect(out).toMatch(/npx --yes agent-ci@[\d.]+ check --update-baseline/u);
    expect(out).toMatch(/npx --yes agent-ci@[\d.]+ init --start report/u);
    expect(out).toMatch(/gate +each check fails until 1 error is mended/u);
  });

  test("says nothing of it where there are none, or where the way is named", async () => {
    expect((await initialised({}, "--github")).out).not.toContain("ways to begin");
    const { out, after } = await initialised(DEAD_LINK, "--github", "--start", "report");
    expect(out).not.toContain("ways to begin");
    expect(after["agent-ci.yaml"]).toContain("\nfail-on: never");
    const baseline = await initialised(DEAD_LINK, "--start", "baseline");
    expect(baseline.added).toEqual([]);
    expect(baseline.out).toMatch(/^Next:\n  npx --yes agent-ci@[\d.]+ check --update-baseline\n/mu);
  });

  test("nor where nothing fails by the configuration that is there", async () => {
    const { out } = await initialised({ ...DEAD_LINK, "agent-ci.yaml": "fail-on: never\n" }, "--owner", "@acme/agents");
    expect(out).toMatch(/create +CODEOWNERS\n/u);
    expect(out).not.toContain("ways to begin");
  });

  test("says what refuses, where warnings do", async () => {
    const warned = { "AGENTS.md": "```sh\nmake\n" };
    expect((await initialised(warned, "--github")).out).toMatch(/gate +the check passes today, for warnings refuse/u);
    const { out } = await initialised({ ...warned, "agent-ci.yaml": "fail-on: warning\n" }, "--github");
    expect(out).toMatch(/gate +each check fails until 1 warning is mended/u);
  });

  test("asks nothing to be written by hand that it wrote itself, and says it of what others wrote", async () => {
    const flags = ["--start", "report", "--all-rules"];
    const { folder } = await initialised(DEAD_LINK, ...flags);
    expect((await runCli(folder, ["init", "--yes", ...flags])).out).toBe("Everything is there already.\n");
    const { out } = await initialised({ "agent-ci.yaml": "fail-on: error\n" }, ...flags);
    expect(out).toBe(
      "Nothing is written: what is missing is for you.\n" +
        "By hand: agent-ci.yaml: set `fail-on: never` for as long as findings are to be shown only.\n" +
        "By hand: agent-ci.yaml is there already: `agent-ci rules` lists every rule with its severity.\n",
    );
  });

  test("counts secrets by themselves: no baseline hides them", async () => {
    const { out } = await initialised(
      { ...DEAD_LINK, ".mcp.json": `{"mcpServers":{"a":{"command":"a","env":{"T":"${TOKEN}"}}}}` },
      "--github",
    );
    expect(out).toMatch(/1 secret not, revoke it/u);
  });
});

describe("init --remove takes back what init wrote", () => {
  const ALL = "--github --gitlab --owner @acme/agents --templates --environments --all-rules".split(" ");

  test.each(["husky", "lefthook", "pre-commit"])("from an empty repository, with %s", async (hooks) => {
    const { folder, before } = await initialised({}, ...ALL, "--hooks", hooks);
    expect(await runCli(folder, ["init", "--yes", "--remove"])).toMatchObject({ code: 0 });
    expect(filesOf(folder)).toEqual(before);
    expect(readdirSync(folder)).toEqual([".git"]);
  });

  const THEIRS = {
    ".husky/pre-commit": "npm test\n",
    "lefthook.yml": "# ours\npre-commit:\n  jobs:\n    - run: npm test\n",
    ".pre-commit-config.yaml": "repos:\n  - repo: local\n    hooks: []\n",
    ".gitlab-ci.yml": "stages: [test]\ninclude:\n  - local: a.yml\n",
    CODEOWNERS: "* @acme/all\nAGENTS.md @acme/agents\n",
    ".github/pull_request_template.md": "# Why\r\n\r\n- [ ] Documentation updated\r\n",
    ".gitignore": "node_modules/\n.env\n",
    "agent-ci.yaml": "fail-on: warning\n",
  };
  test.each(["husky", "lefthook", "pre-commit"])("line for line from files of theirs, with %s", async (hooks) => {
    const { folder, before, added } = await initialised(THEIRS, ...ALL, "--hooks", hooks);
    expect(added.length).toBeGreaterThan(8);
    const { code, out } = await runCli(folder, ["init", "--yes", "--remove"]);
    expect(code).toBe(0);
    expect(filesOf(folder), out).toEqual(before);
  });

  test.each([
    ["--owner @acme/agents", ".github/CODEOWNERS", "* @acme/all\n"],
    ["--owner @acme/agents", "docs/CODEOWNERS", "* @acme/all\n"],
    ["--gitlab --owner @acme/agents", ".gitlab/CODEOWNERS", "* @acme/all\n"],
    ["--templates", ".github/PULL_REQUEST_TEMPLATE.md", "# Why\n"],
    ["--hooks lefthook", ".config/lefthook.yaml", "pre-commit:\n  jobs:\n    - run: npm test\n"],
    ["--hooks lefthook", "lefthook.yml", "pre-commit:\n  commands:\n    test:\n      run: npm test\n"],
  ])("with %s from %s, where a new file would not lie or not look so", async (flags, path, text) => {
    const { folder, before, added } = await initialised({ [path]: text }, ...flags.split(" "));
    expect(added).toContain(path);
    expect(await runCli(folder, ["init", "--yes", "--remove"])).toMatchObject({ code: 0 });
    expect(filesOf(folder)).toEqual(before);
  });

  test("of the part that is named alone, and nothing in a dry run", async () => {
    const { folder, after } = await initialised({}, "--github", "--hooks", "husky");
    expect((await runCli(folder, ["init", "--dry-run", "--remove"])).out).toContain("remove  .husky/pre-push");
    expect(filesOf(folder)).toEqual(after);
    await runCli(folder, ["init", "--yes", "--remove", "--hooks", "husky"]);
    expect(Object.keys(filesOf(folder))).toEqual([".github/workflows/agent-ci.yml"]);
  });

  test("leaves what somebody has changed since, and names it", async () => {
    const { after } = await initialised({}, "--github");
    const repository = createRepository({
      ".github/workflows/agent-ci.yml": `${after[".github/workflows/agent-ci.yml"]}# mine\n`,
    });
    const { code, out } = await runCli(repository.folder, ["init", "--yes", "--remove"]);
    expect(code).toBe(0);
    expect(out).toContain("By hand: .github/workflows/agent-ci.yml: what init added cannot be told from the rest");
    expect(Object.keys(filesOf(repository.folder))).toEqual([".github/workflows/agent-ci.yml"]);
  });
});

test("the step that knows what agents cost is there where their profile is, and is taken back with the rest", async () => {
  const profile = { "agent-usage.yaml": "workflows: { a: { client: codex, model: gpt-5.5, runs-per-month: 1 } }\n" };
  const { folder, after } = await initialised(profile, "--github", "--gitlab");
  const [workflow = "", pipeline = ""] = [after[".github/workflows/agent-ci.yml"], after[".gitlab/agent-ci.yml"]];
  const { jobs } = parse(workflow);
  expect(jobs.checks.steps.flatMap(({ id }: { readonly id?: string }) => id ?? [])).toContain("cost-gate");
  expect(jobs.checks.outputs["cost-gate"]).toBe("${{ steps.cost-gate.conclusion }}");
  expect(
    jobs.show.steps.map(({ with: inputs }: { readonly with?: { readonly section?: string } }) => inputs?.section),
  ).toContain("cost-gate");
  expect(parse(pipeline)["agent-ci"].needs).toContainEqual({ job: "agent-ci-cost-gate" });
  rmSync(join(folder, "agent-usage.yaml"));
  await runCli(folder, ["init", "--yes", "--remove", "--github", "--gitlab"]);
  expect(Object.keys(filesOf(folder))).toEqual([]);
});
