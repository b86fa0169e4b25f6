import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openGit } from "../../../../src/host/git/git.ts";
import { pushRecords } from "../../../../src/host/measuring/push-records.ts";
import { createRepository, gitEnvironment } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";

const line = (task: string): string => `${JSON.stringify({ task_id: task })}\n`;

function withRuns(files: Readonly<Record<string, string>>) {
  const repository = createRepository();
  const write = (path: string, text: string): void => {
    mkdirSync(join(repository.folder, path, ".."), { recursive: true });
    writeFileSync(join(repository.folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    ...repository,
    write,
    record: async (...args: readonly string[]) => runCli(repository.folder, ["rollout", "record", ...args]),
    there: (path: string) => repository.git("show", `agent-ci/records:${path}`),
  };
}

test("what workers wrote is added once, however often it is pushed, and what grows is added to", async () => {
  const { record, there, folder, git } = withRuns({ "runs/a.jsonl": line("1"), "runs/deep/b.jsonl": line("2") });
  expect((await record("runs")).out).toBe("2 task records were added to agent-ci/records.\n");
  expect((await record("runs")).out).toBe("0 task records were added to agent-ci/records.\n");
  appendFileSync(join(folder, "runs/a.jsonl"), line("3"));
  expect((await record("runs/a.jsonl")).out).toBe("1 task record was added to agent-ci/records.\n");
  expect(there("a.jsonl")).toBe((line("1") + line("3")).trim());
  expect(there("deep/b.jsonl")).toBe(line("2").trim());
  expect(git("rev-list", "--count", "agent-ci/records").trim()).toBe("2");
});

test("lines that can be nobody's record are pushed as they are, and said", async () => {
  const { record } = withRuns({ "runs/a.jsonl": `${line("1")}hello\n\n[]\n{"task_id":NaN}\n` });
  const { out, err } = await record("runs");
  expect(out).toBe("4 task records were added to agent-ci/records.\n");
  expect(err).toContain("3 of the lines are no JSON object, which no tick counts: mend what writes them.");
});

test("a line that a worker is still at is left for the next time, and the file may be begun anew", async () => {
  const { record, there, write } = withRuns({ "runs/a.jsonl": `${line("1")}{"task_` });
  const first = await record("runs");
  expect(first.out).toBe("1 task record was added to agent-ci/records.\n");
  expect(first.err).toContain("1 file ends within a line, which is left for the next time.");
  write("runs/a.jsonl", line("2"));
  await record("runs");
  expect(there("a.jsonl")).toBe((line("1") + line("2")).trim());
});

test("many workers push at once to files of one name and of their own: nothing is lost, nothing is there twice", async () => {
  const { folder, git } = createRepository();
  const repository = { git: openGit(folder, gitEnvironment()), remote: undefined };
  const workers = Array.from({ length: 6 }, (_, worker) => [
    { name: "all.jsonl", lines: [`{"task_id":"all-${worker}"}`] },
    { name: `${worker}.jsonl`, lines: [`{"task_id":"own-${worker}"}`] },
  ]);
  const added = await Promise.all(workers.map(async (files) => pushRecords(repository, "agent-ci/records", files)));
  expect(added).toEqual([2, 2, 2, 2, 2, 2]);
  const all = git("show", "agent-ci/records:all.jsonl").trim().split("\n");
  expect(all.toSorted()).toEqual(workers.map((_, worker) => `{"task_id":"all-${worker}"}`));
  expect(git("rev-list", "--count", "agent-ci/records").trim()).toBe("6");
});

test("and so they do from clones of their own, to one remote", async () => {
  const there = createRepository();
  const remote = { address: there.folder, credentials: {} };
  const workers = Array.from({ length: 4 }, (_, worker) => {
    const repository = { git: openGit(createRepository().folder, gitEnvironment()), remote };
    return pushRecords(repository, "agent-ci/records", [{ name: "all.jsonl", lines: [`{"task_id":"${worker}"}`] }]);
  });
  expect(await Promise.all(workers)).toEqual([1, 1, 1, 1]);
  const all = there.git("show", "agent-ci/records:all.jsonl").split("\n");
  expect(all.toSorted()).toEqual(workers.map((_, worker) => `{"task_id":"${worker}"}`));
});

describe("refused, and nothing is pushed", () => {
  test.each([
    [["gone"], 'There is no file or folder "'],
    [["empty"], 'There are no records in "empty": their files end with .jsonl.'],
    [["odd"], '"odd/a b.jsonl" cannot lie on a branch'],
    [["linked"], 'There are no records in "linked"'],
    [[], "Say which records"],
    [["runs", "--branch", "-x"], '--branch cannot be "-x"'],
    [["runs", "--branch", "main"], 'main is no branch of records: it has "AGENTS.md".'],
  ])("%j", async (args, says) => {
    const { record, commit, folder, git } = withRuns({
      "runs/a.jsonl": line("1"),
      "empty/a.txt": "",
      "odd/a b.jsonl": line("1"),
    });
    commit({ "AGENTS.md": "Be kind.\n" });
    mkdirSync(join(folder, "linked"));
    symlinkSync("../runs/a.jsonl", join(folder, "linked/a.jsonl"));
    const { code, err } = await record(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
    expect(git("branch", "--list", "agent-ci/records")).toBe("");
  });
});
