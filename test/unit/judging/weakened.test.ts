import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { weakenedSettings } from "../../../src/check/weakening/weakened-settings.ts";
import { settingsSchema, weakens } from "../../../src/config/schema.ts";
import { createRepository, type FileChanges, type Repository } from "../../support/git.ts";
import { type CheckRequest, runCheck } from "../../support/run-check.ts";

const skill = (body = ""): string =>
  `---\nname: tidy\ndescription: Tidies the room when somebody asks for it to be tidied.\n---\n\nTidy.\n${body}`;
const SKILL = "skills/tidy/SKILL.md";
/** What the gate is there to refuse. */
const BAD = { [SKILL]: skill("\nRead [the form](form.md).\n") };
const CONFIG = `fail-on: warning
clients: [claude-code, codex]
ignore: [vendor/, "!vendor/ours/"]
kinds: { agent: [people/] }
rules:
  skill/body-length: { severity: error, options: { max-lines: 100 } }
overrides:
  - paths: [skills/tidy/**]
    rules: { skill/name-vague: error }
budgets: { fleet: { max: 1000000 } }
gates: [{ metric: artifacts, max: 50 }]
policies: [{ name: few, when: "report.checked.artifacts > 50" }]
schemas: [{ files: [data/*.json], schema: shape.json }]
`;
const TARGET: FileChanges = {
  "agent-ci.yaml": CONFIG,
  [SKILL]: skill(),
  "shape.json": '{"type":"object"}',
  "data/a.json": "{}",
  ".agent-ci/baseline.json": '{"version":1,"entries":[]}\n',
};

/** A branch with these changes beside the bad one, judged by main. */
function changed(changes: FileChanges, target: FileChanges = TARGET): Repository {
  const repository = createRepository(target);
  repository.branch("topic");
  repository.commit({ ...BAD, ...changes });
  return repository;
}
const values = { "policy-from": "main", base: "main" };

async function judged({ folder }: Repository, request: CheckRequest = {}) {
  const { code, report, said } = await runCheck(folder, { ...request, values: { ...values, ...request.values } });
  const weakened = report.diagnostics.flatMap(({ rule, message }) => (rule === "policy/weakened" ? [message] : []));
  const refused = report.diagnostics.some(({ rule, severity }) => rule === "link/missing" && severity === "error");
  return { code, weakened, refused, said, report };
}
const config = (from: string, to: string): FileChanges => {
  expect(CONFIG).toContain(from);
  return { "agent-ci.yaml": CONFIG.replace(from, to) };
};
const before = async (): Promise<string> => {
  const repository = createRepository({ ...TARGET, ...BAD });
  await runCheck(repository.folder, { values: { "update-baseline": true } });
  return readFileSync(join(repository.folder, ".agent-ci/baseline.json"), "utf8");
};

/** Each with a part of what is said of it; an attempt that changes no policy is without effect, and nothing needs saying. */
const ATTEMPTS: Readonly<Record<string, readonly [FileChanges, string?]>> = {
  "switches the rule off": [config("rules:\n", "rules:\n  link/missing: off\n"), "link/missing was error and is off"],
  "lowers its severity": [config("rules:\n", "rules:\n  link/missing: info\n"), "link/missing was error and is info"],
  "loosens an option": [
    config("max-lines: 100 ", "max-lines: 900 "),
    "skill/body-length has max-lines 900 instead of 100",
  ],
  "adds an override": [
    config("overrides:\n", "overrides:\n  - { paths: [skills/], rules: { link/missing: off } }\n"),
    "`overrides`: link/missing for skills/ is weaker",
  ],
  "takes an override out": [
    config("overrides:\n  - paths: [skills/tidy/**]\n    rules: { skill/name-vague: error }\n", ""),
    "skill/name-vague for skills/tidy/** is no longer as strict",
  ],
  "ignores the file": [config("[vendor/,", "[skills/, vendor/,"), "`ignore`: skills/ is new"],
  "no longer says what a file is": [config("kinds: { agent: [people/] }\n", ""), "`kinds`: agent: people/ is gone"],
  "no longer looks at what was included again": [config(', "!vendor/ours/"', ""), "`ignore`: !vendor/ours/ is gone"],
  "fails on less": [config("fail-on: warning", "fail-on: never"), "`fail-on`: warning became never"],
  "lets the undecided pass": [
    config("fail-on", "on-inconclusive: warn\nfail-on"),
    "`on-inconclusive`: fail became warn",
  ],
  "takes a client out": [config(", codex]", "]"), "`clients`: codex is gone"],
  "raises a budget": [config("max: 1000000", "max: 2000000"), "`budgets`: fleet.max 1000000 became 2000000"],
  "takes a gate out": [config("gates: [{ metric: artifacts, max: 50 }]", ""), "`gates`:"],
  "takes a schema out": [config("schemas: [{ files: [data/*.json], schema: shape.json }]", ""), "`schemas`:"],
  "takes a policy out": [config('policies: [{ name: few, when: "report.checked.artifacts > 50" }]', ""), "`policies`:"],
  "suppresses in the configuration": [
    config("fail-on", "suppress: [{ rule: link/missing, path: skills/, reason: trust me }]\nfail-on"),
    "`suppress`:",
  ],
  "looks at less of the change": [
    config("fail-on", "changed-since: HEAD\nfail-on"),
    '`changed-since`: null became "HEAD"',
  ],
  "extends another file": [
    { "agent-ci.yaml": `extends: [lax.yaml]\n${CONFIG}`, "lax.yaml": "rules: { link/missing: off }\n" },
    "link/missing was error and is off",
  ],
  "has a folder for the environment": [
    { "environments/local/agent-ci.yaml": "rules: { link/missing: off }\n" },
    "link/missing was error and is off",
  ],
  "takes the configuration away": [{ "agent-ci.yaml": null }, "`fail-on`: warning became error"],
  "has .gitignore hide the file": [{ ".gitignore": "skills/\n*.md\n" }],
  "has a nested configuration": [
    { "skills/agent-ci.yaml": "rules: { link/missing: off }\n", "skills/tidy/agent-ci.yaml": "ignore: ['*']\n" },
  ],
  "sets variables in .env": [
    { ".env": "AGENT_CI_FAIL_ON=never\nAGENT_CI_IGNORE=skills/\n", ".env.local": "AGENT_CI_CONFIG=lax.yaml\n" },
  ],
  "brings a cache": [
    { ".agent-ci/cache/report.json": '{"verdict":{"result":"pass"}}', ".agent-ci/cache/link-missing.json": "[]" },
  ],
  "picks a filter and a merge driver": [{ ".gitattributes": "* filter=owned diff=owned -text\n" }],
};

describe("a change that weakens its own gate", () => {
  test.each(Object.entries(ATTEMPTS))("%s", async (_, [changes, says]) => {
    const { code, refused, weakened } = await judged(changed(changes));
    expect({ code, refused }).toEqual({ code: 1, refused: true });
    if (says === undefined) expect(weakened).toEqual([]);
    else expect(weakened).toContainEqual(expect.stringContaining(says));
  });

  test("puts what it finds into the baseline", async () => {
    const { code, refused, weakened } = await judged(changed({ ".agent-ci/baseline.json": await before() }));
    expect({ code, refused }).toEqual({ code: 1, refused: true });
    expect(weakened).toEqual([`The baseline: 1 entry is new for "${SKILL}" (link/missing).`]);
  });

  test("has a comment suppress it, which passes and is said", async () => {
    const comment = "\n<!-- agent-ci-disable-next-line link/missing -- trust me -->\nRead [the form](form.md).\n";
    const repository = changed({ [SKILL]: skill(comment) });
    const { weakened, code } = await judged(repository);
    expect(weakened).toEqual(["A comment suppresses link/missing from now on: trust me."]);
    expect(code).toBe(1); // fail-on: warning
    repository.git("checkout", "--quiet", "-b", "next");
    repository.commit({ [SKILL]: `${skill()}\nMore.\n${comment}` });
    expect((await judged(repository, { values: { base: "topic" } })).weakened).toEqual([]);
    repository.commit({ [SKILL]: skill(comment.replace("form.md", "other.md")) });
    expect((await judged(repository, { values: { base: "topic" } })).weakened).toHaveLength(1);
  });

  test("has a comment suppress it in a file beside a skill, which is said too", async () => {
    const comment = "<!-- agent-ci-disable-next-line security/hidden-in-reference -- trust me -->\n";
    const hidden = "Be kind.\u{E0068}\u{E0069}\n";
    const { weakened } = await judged(changed({ "skills/tidy/references/a.md": comment + hidden }));
    expect(weakened).toEqual(["A comment suppresses security/hidden-in-reference from now on: trust me."]);
    const there = { ...TARGET, "skills/tidy/references/a.md": comment + hidden };
    expect((await judged(changed({}, there))).weakened).toEqual([]);
  });

  test("has a link in the place of the configuration", async () => {
    const inside = changed({ "lax.yaml": "fail-on: never\n", "agent-ci.yaml": null });
    symlinkSync("lax.yaml", join(inside.folder, "agent-ci.yaml"));
    inside.commit({});
    expect(await judged(inside)).toMatchObject({ code: 1, refused: true });
    rmSync(join(inside.folder, "agent-ci.yaml"));
    symlinkSync("/etc/hostname", join(inside.folder, "agent-ci.yaml"));
    await expect(judged(inside)).rejects.toThrow(/leads out of the repository/);
  });

  test("checks one folder with a configuration of its own", async () => {
    const repository = changed({ "skills/agent-ci.yaml": "rules: { link/missing: off }\n" });
    const { code, refused, weakened } = await judged(repository, { target: "skills" });
    expect({ code, refused }).toEqual({ code: 1, refused: true });
    expect(weakened).toContainEqual(expect.stringContaining("link/missing was error and is off"));
  });
});

describe("two policies", () => {
  test("the stricter one holds, whichever it is", async () => {
    const repository = createRepository({ ...TARGET, "agent-ci.yaml": "{}\n" });
    repository.branch("topic");
    repository.commit({ "agent-ci.yaml": "gates: [{ metric: artifacts, max: 0 }]\n" });
    const { code, weakened, report } = await judged(repository);
    expect({ code, weakened, found: report.diagnostics }).toEqual({ code: 1, weakened: [], found: [] });
    repository.commit({ "agent-ci.yaml": "rules: { skill/license: error }\n" });
    const stricter = await judged(repository);
    expect(stricter.weakened).toEqual([]);
  });

  test("an untouched one is asked once, and a first one judges itself", async () => {
    const same = await judged(changed({}));
    expect(same).toMatchObject({ code: 1, weakened: [] });
    const first = changed({ "agent-ci.yaml": "rules: { link/missing: off }\n" }, { [SKILL]: skill() });
    expect(await judged(first)).toMatchObject({ code: 0, weakened: [] });
    expect((await judged(first)).said).toContain(
      "the target branch has no configuration yet; agent-ci.yaml of this change judges itself once",
    );
  });

  test("a target with a baseline alone has a policy: the defaults", async () => {
    const target = { [SKILL]: skill(), ".agent-ci/baseline.json": '{"version":1,"entries":[]}\n' };
    const { code, refused } = await judged(changed({ "agent-ci.yaml": "rules: { link/missing: off }\n" }, target));
    expect({ code, refused }).toEqual({ code: 1, refused: true });
  });

  test("a change that mends the policy is not told what was wrong with the old one", async () => {
    const stale = "suppress: [{ rule: link/missing, path: skills/, reason: old, until: 2026-01-01 }]\n";
    const repository = createRepository({ "agent-ci.yaml": stale, [SKILL]: skill() });
    repository.branch("topic");
    repository.commit({ "agent-ci.yaml": "{}\n" });
    expect(await judged(repository)).toMatchObject({ code: 0, weakened: [] });
  });

  test("policy-from: head asks the change alone", async () => {
    const { code, weakened } = await judged(changed({ "agent-ci.yaml": "rules: { link/missing: off }\n" }), {
      values: { "policy-from": "head" },
    });
    expect({ code, weakened }).toEqual({ code: 0, weakened: [] });
  });

  test("the target's can refuse every weakening", async () => {
    const repository = createRepository({ "agent-ci.yaml": "rules: { policy/weakened: error }\n", [SKILL]: skill() });
    repository.branch("topic");
    repository.commit({ "agent-ci.yaml": "fail-on: never\n" });
    const { code, weakened } = await judged(repository);
    expect(code).toBe(1);
    expect(weakened).toHaveLength(2);
  });

  test("another's baseline is not written", async () => {
    const { folder } = changed({});
    await expect(runCheck(folder, { values: { ...values, "update-baseline": true } })).rejects.toThrow(
      /--policy-from head/,
    );
  });
});

describe("what weakens a setting", () => {
  test("is said of every key", () => {
    expect(Object.keys(weakens).toSorted()).toEqual(Object.keys(settingsSchema.properties).toSorted());
  });

  test("is nothing where it becomes stricter, or stays", () => {
    const strict = {
      "fail-on": "warning",
      gates: [{ metric: "a", max: 1 }],
      budgets: { fleet: { max: 5 } },
      ignore: [],
      kinds: {},
    };
    const lax = { "fail-on": "error", gates: [], budgets: { fleet: { max: 9 } }, ignore: ["a"] };
    expect(weakenedSettings(weakens, lax, strict)).toEqual([]);
    expect(weakenedSettings(weakens, strict, strict)).toEqual([]);
    expect(weakenedSettings(weakens, strict, lax)).toHaveLength(4);
  });
});

test("a file of the policy that alone differs makes the change's own policy judge, too", async () => {
  const { code, report } = await judged(createOn({ "shape.json": '{"type":"object","required":["n"]}' }));
  expect(report.diagnostics.map(({ rule, path }) => [rule, path])).toContainEqual(["schema/invalid", "data/a.json"]);
  expect(code).toBe(1);
});

/** A branch with these changes alone, judged by main. */
function createOn(changes: FileChanges): Repository {
  const repository = createRepository(TARGET);
  repository.branch("topic");
  repository.commit(changes);
  return repository;
}
