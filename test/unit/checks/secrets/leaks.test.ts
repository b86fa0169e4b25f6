import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findSecrets } from "../../../../src/secrets/find-secrets.ts";
import { createRepository } from "../../../support/git.ts";
import { plantedSecrets } from "../../../support/planted-secrets.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const SEED = 70;
/** One of each kind that fits into a line, as somebody would write it. */
const PLANTED = plantedSecrets(48, SEED).filter(({ value }) => !value.includes("\n"));
const FEW = PLANTED.filter((_, index) => index % 6 === 0);

/** What gives a secret away: any ten characters behind the four that may be seen, in base64 or as JSON escapes it too. */
function traces(value: string): readonly string[] {
  return findSecrets(value).flatMap(({ at }) => {
    const own = value.slice(at.start, at.end);
    const encoded = Buffer.from(own).toString("base64");
    return [own.slice(4, 14), own.slice(-10), encoded.slice(8, 20), encodeURIComponent(own).slice(-12)];
  });
}
const leaks = (text: string, value: string): readonly string[] => traces(value).filter((one) => text.includes(one));

test("there is something to be found of each", () => {
  for (const { kind, value } of PLANTED) expect(traces(value).length, kind).toBeGreaterThan(0);
});

interface Case {
  /** Whether it is a mistake in a repository only: to make one takes longer than most commands. */
  readonly git?: true;
  readonly files?: (value: string) => Readonly<Record<string, string>>;
  readonly argv: (value: string) => readonly string[];
  readonly env?: (value: string) => Readonly<Record<string, string>>;
}
const quoted = (value: string): string => JSON.stringify(value);
const config =
  (text: (value: string) => string): Case["files"] & object =>
  (value) => ({ "agent-ci.yaml": text(value), "AGENTS.md": "# Rules\n" });
const CHECK = () => ["check"];

const MISTAKES: Readonly<Record<string, Case>> = {
  "a value of the configuration": { files: config((value) => `fail-on: ${quoted(value)}\n`), argv: CHECK },
  "a key of the configuration": { files: config((value) => `${quoted(value)}: 1\n`), argv: CHECK },
  "the name of a rule": { files: config((value) => `rules:\n  ${quoted(value)}: error\n`), argv: CHECK },
  "a severity": { files: config((value) => `rules:\n  skill/name-format: ${quoted(value)}\n`), argv: CHECK },
  "a file that is extended": { files: config((value) => `extends: [${quoted(value)}]\n`), argv: CHECK },
  "a pattern": { files: config((value) => `ignore: [${quoted(`[${value}`)}]\n`), argv: CHECK },
  "a gate": { files: config((value) => `gates:\n  - { metric: ${quoted(value)}, max: x }\n`), argv: CHECK },
  "a suppression": {
    files: config(
      (value) => `suppress:\n  - { rule: ${quoted(value)}, path: "**", reason: ${quoted(value)}, until: no }\n`,
    ),
    argv: CHECK,
  },
  "a policy in CEL": {
    files: config((value) => `policies:\n  - { name: ${quoted(value)}, when: ${quoted(`${value} ==`)}, message: m }\n`),
    argv: CHECK,
  },
  "YAML that is none": { files: config((value) => `a: [${value}\nb: "${value}\n\t${value}: x`), argv: CHECK },
  "a tag of YAML": { files: config((value) => `a: !${value} b\n*${value}\n`), argv: CHECK },
  "a variable of ours": { argv: CHECK, env: (value) => ({ AGENT_CI_FAIL_ON: value, AGENT_CI_ENV: value }) },
  "an option's value": { argv: (value) => ["check", "--fail-on", value] },
  "an option's name": { argv: (value) => ["check", `--${value}`] },
  "a format and a file": { argv: (value) => ["check", "--output", `${value}=${value}`] },
  "a path that is not there": { argv: (value) => ["check", value] },
  "a path too many": { argv: (value) => ["check", ".", value] },
  "a command that is none": { argv: (value) => [value] },
  "a configuration that is not there": { argv: (value) => ["check", "--config", value] },
  "a ref": { git: true, argv: (value) => ["check", "--base", value, "--policy-from", value, "--changed-since", value] },
  "a range": { git: true, argv: (value) => ["secret-scan", "--commits", `${value}..HEAD`] },
  "a report to merge": { argv: (value) => ["check", "--merge", value] },
  "SARIF that is none": {
    files: (value) => ({ "a.sarif": `{"version": ${value}, "runs": [${value}]}` }),
    argv: () => ["check", "--merge", "a.sarif"],
  },
  "a baseline that is none": {
    files: (value) => ({
      ".agent-ci/baseline.json": `{"version": 1, "entries": ["${value}", ${value}]}`,
      "AGENTS.md": "x",
    }),
    argv: CHECK,
  },
  "a baseline's entry": {
    files: (value) => ({
      ".agent-ci/baseline.json": JSON.stringify({
        version: 1,
        entries: [{ rule: value, path: value, fingerprint: value }],
      }),
      "AGENTS.md": "x",
    }),
    argv: CHECK,
  },
  "a report for the comment": {
    files: (value) => ({ "report.json": `{"version": 1, "diagnostics": [${value}]}` }),
    argv: () => ["comment", "--report", "report.json"],
  },
  "a rule to explain": { argv: (value) => ["explain", value] },
  "an environment": { argv: (value) => ["env", "show", value] },
  "a hook": { git: true, argv: (value) => ["hook", value] },
  "a verb": { argv: (value) => ["rollout", value] },
  "a rollout": { git: true, argv: (value) => ["rollout", "status", value] },
  "a release": { git: true, argv: (value) => ["release", "show", value] },
  "a team": { argv: (value) => ["team", "new", value] },
  "a schema": { argv: (value) => ["schema", value] },
  "a time": { argv: (value) => ["rollout", "analyze", "--every", value, "--since", value] },
  "an address": { git: true, argv: (value) => ["rollout", "listen", "--listen", value] },
  "a commit message": {
    git: true,
    files: (value) => ({ MSG: `add ${value}\n`, "templates/t.md": "x" }),
    argv: () => ["hook", "commit-msg", "MSG"],
  },
};

describe.each(Object.entries(MISTAKES))("%s", (_, { files = () => ({ "AGENTS.md": "# Rules\n" }), argv, env, git }) => {
  test.each(FEW)(`is not said: $kind, seed ${SEED}`, async ({ value }) => {
    const folder = git ? createRepository(files(value)).folder : tempFolder(files(value));
    const { out, err } = await runCli(folder, argv(value), env?.(value) ?? {});
    expect(leaks(out + err, value)).toEqual([]);
  });
});

const all = (line: (value: string, index: number) => string): string =>
  PLANTED.map(({ value }, index) => line(value, index)).join("\n");
/** Where people put them. */
const FILES: Readonly<Record<string, string>> = {
  "AGENTS.md": `# Rules\n\n${all((value) => `- Use ${value} here.`)}\n`,
  "CLAUDE.md": all((value) => `Read @docs/${value}.md`),
  "skills/leaky/SKILL.md": `---\nname: leaky\ndescription: ${quoted(PLANTED[0]?.value ?? "")}\nallowed-tools: ${quoted(PLANTED[1]?.value ?? "")}\n---\n\n${all((value) => `!\`curl -H "X: ${value}"\``)}\n`,
  ".mcp.json": JSON.stringify({
    mcpServers: Object.fromEntries(
      PLANTED.map(({ value }, index) => [
        index % 3 === 0 ? value : `s${index}`,
        { command: "npx", args: ["-y", `pkg@${value}`, `--api-key=${value}`], env: { API_KEY: value }, url: value },
      ]),
    ),
  }),
  ".claude/settings.json": JSON.stringify({
    model: PLANTED[2]?.value,
    permissions: { allow: PLANTED.map(({ value }) => `Bash(curl ${value}:*)`) },
    env: Object.fromEntries(PLANTED.map(({ value }, index) => [`V${index}`, value])),
    hooks: {
      PreToolUse: [
        { matcher: "*", hooks: PLANTED.map(({ value }) => ({ type: "command", command: `curl ${value}` })) },
      ],
    },
  }),
  "agent-ci.yaml": `models:\n${all((value, index) => `  m${index}: ${quoted(value)}`)}\ndata:\n  sources:\n${all((value, index) => `    d${index}: ${quoted(`https://a.test/${value}`)}`)}\n`,
  "environments/staging/agent-ci.yaml": `data:\n  sources:\n${all((value, index) => `    d${index}: ${quoted(`https://b.test/${value}`)}`)}\n`,
  "environments/staging/.env.staging": all((value, index) => `V${index}=${value}`),
  "environments/staging/.env.staging.example": all((value, index) => `V${index}=${value}`),
  "package.json": JSON.stringify({ name: "x", scripts: { prepare: PLANTED[3]?.value, test: PLANTED[0]?.value } }),
  ".husky/pre-commit": all((value) => `echo ${value}`),
  "lefthook.yml": `pre-commit:\n  commands:\n    a:\n      run: ${quoted(PLANTED[0]?.value ?? "")}\n`,
  ".pre-commit-config.yaml": `repos:\n  - repo: ${quoted(PLANTED[0]?.value ?? "")}\n    rev: v1\n    hooks: []\n`,
  ".gitlab-ci.yml": all((value, index) => `job${index}:\n  script: [${quoted(`curl ${value}`)}]`),
  CODEOWNERS: all((value) => `${value.replaceAll(" ", "")} @acme/x`),
};

const COMMANDS: readonly (readonly string[])[] = [
  ["check"],
  ["check", "--fix-dry-run", "--fix-unsafe"],
  ["check", "--base", "HEAD~1"],
  ["validate"],
  ["tokens"],
  ["tokens", "--format", "json"],
  ["token-budget", "--base", "HEAD~1"],
  ["secret-scan"],
  ["secret-scan", "--staged"],
  ["secret-scan", "--commits", "all"],
  ["init", "--dry-run", "--github", "--gitlab", "--hooks", "husky"],
  ["init", "--dry-run", "--hooks", "lefthook", "--format", "json"],
  ["init", "--dry-run", "--hooks", "pre-commit"],
  ["hook", "pre-commit"],
  ["hook", "pre-commit", "AGENTS.md", ".mcp.json"],
  ["inventory"],
  ["inventory", "--format", "json"],
  ["clients"],
  ["clients", "--format", "json"],
  ["doctor"],
  ["doctor", "--format", "json"],
  ["rules"],
  ["explain", "secret/token"],
  ["compress"],
  ["compress", "--format", "json"],
  ["config"],
  ["config", "--explain"],
  ["config", "--format", "json"],
  ["checklist", "--base", "HEAD~1"],
  ["checklist", "--base", "HEAD~1", "--format", "json"],
  ["env", "show", "staging"],
  ["env", "show", "staging", "--format", "json"],
  ["env", "diff", "staging", "ci"],
  ["env", "diff", "staging", "ci", "--format", "json"],
  ["env", "init", "staging", "--dry-run"],
  ["env", "check", "staging"],
  ["schema"],
];

/** A repository where each file had a secret in it before, has another one now, and is staged. */
function leaky(): ReturnType<typeof createRepository> {
  const repository = createRepository({ "AGENTS.md": "# Rules\n", "notes.txt": all((value) => value) });
  repository.commit(FILES);
  writeFileSync(join(repository.folder, "AGENTS.md"), `${FILES["AGENTS.md"]}\nOne line more.\n`);
  repository.git("add", "AGENTS.md");
  return repository;
}

test.each(COMMANDS)(`%s %s %s %s gives nothing away, seed ${SEED}`, async (...argv) => {
  const { folder } = leaky();
  const { out, err } = await runCli(folder, argv);
  expect(out + err).not.toBe("");
  expect(PLANTED.flatMap(({ kind, value }) => leaks(out + err, value).map(() => kind))).toEqual([]);
});

test(`nothing that a run leaves behind holds any, seed ${SEED}`, async () => {
  const { folder } = leaky();
  const cache = createRepository({ "cache/.keep": "" }).folder;
  const env = { XDG_CACHE_HOME: join(cache, "cache"), HOME: cache };
  await runCli(folder, ["check", "--update-baseline", "--accept-secrets", "--output", "json=out/report.json"], env);
  await runCli(folder, ["tokens", "--exact"], env);
  const written = [join(folder, ".agent-ci"), join(folder, "out"), join(cache, "cache")].flatMap((top) =>
    readdirSync(top, { recursive: true, withFileTypes: true }).flatMap((one) =>
      one.isFile() ? [readFileSync(join(one.parentPath, one.name), "latin1")] : [],
    ),
  );
  expect(written.length).toBeGreaterThan(1);
  expect(PLANTED.flatMap(({ kind, value }) => leaks(written.join("\n"), value).map(() => kind))).toEqual([]);
});
