import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { statePath } from "../../../src/ledger/coverage.ts";
import { CHECKPOINT } from "../../../src/ledger/files.ts";
import { runCli } from "../../support/run-cli.ts";
import { createRepository } from "../../support/git.ts";
import { keysOf } from "../../support/ledger.ts";
import { REF, signedState } from "../../support/signed-state.ts";

const LOG = "audit/000001.jsonl";

async function ticked(...weights: readonly number[]) {
  const state = signedState();
  for (const weight of weights) await state.tick(weight);
  const file = async (path: string) => (await state.branch.read()).files.get(path) ?? "";
  const change = async (path: string, content: string | null) => {
    const { commit } = await state.branch.read();
    await state.branch.write(commit, new Map([[path, content]]), "hi");
  };
  const verify = (...args: readonly string[]) => runCli(state.repository.folder, ["audit", "verify", ...args]);
  return { ...state, file, change, verify };
}

describe("audit verify", () => {
  test("passes what is as it was signed, with requests behind it", async () => {
    const { verify, ask } = await ticked(10, 50);
    await ask({ event: "request" });
    expect(await verify()).toEqual({
      code: 0,
      err: "",
      out: "agent-ci/state: pass\n  entries: 3, signed: 2 by example.com/agents\n",
    });
    const { code, out } = await verify("--format", "json");
    expect([code, JSON.parse(out)]).toMatchObject([0, { version: 1, result: "pass", entries: 3, signed: 2 }]);
  });

  test("names the first line that is not, with its file", async () => {
    const { verify, file, change } = await ticked(10, 50, 75);
    await change(LOG, (await file(LOG)).replace('"number":50', '"number":5'));
    const { code, out } = await verify();
    expect([code, out]).toEqual([
      1,
      `agent-ci/state: fail\n  ${LOG}:2 altered: line 2 is not what line 3 follows\n  entries: 3\n`,
    ]);
    expect(JSON.parse((await verify("--format", "json")).out)).toMatchObject({
      result: "fail",
      fault: { kind: "altered", file: LOG, line: 2 },
    });
  });

  test("names the last line by the checkpoints that the branch had before", async () => {
    const { verify, file, change } = await ticked(10, 50, 75);
    await change(LOG, (await file(LOG)).replace('"number":75', '"number":7'));
    expect((await verify()).out).toContain(`${LOG}:3 altered: line 3 is not what was signed`);
  });

  test("says how much is left of what was signed", async () => {
    const { verify, file, change } = await ticked(10, 50, 75);
    const log = await file(LOG);
    await change(LOG, `${log.split("\n")[0]}\n`);
    expect((await verify()).out).toContain("truncated: 1 of 3");
    await change(LOG, null);
    expect((await verify()).out).toContain("missing: 0 of 3");
  });

  test("an older state on top of newer ones is one, though it was signed once", async () => {
    const { verify, repository, tip, tick } = await ticked(10, 50);
    const old = tip();
    const newest = await tick(0);
    repository.git("update-ref", REF, repository.git("commit-tree", "-p", newest, "-m", "x", `${old}^{tree}`));
    expect(await verify()).toMatchObject({ code: 1, out: expect.stringContaining("truncated: 2 of 3") });
  });

  test("a state that was edited, is gone, or was never signed", async () => {
    const { verify, change } = await ticked(10);
    await change(statePath("team-a"), "{}");
    expect((await verify()).out).toContain("rollouts/team-a.json state: the state of team-a is not the one");
    await change(statePath("team-a"), null);
    expect((await verify()).out).toContain("the state of team-a is gone");
    const other = await ticked(10);
    await other.change(statePath("team-b"), "{}");
    expect((await other.verify()).out).toContain("no signed entry names the state of team-b that is there");
  });

  test("is inconclusive, and no pass, where nothing is signed or no key is there", async () => {
    const { verify, repository } = await ticked(10);
    repository.commit({ ".agent-ci/audit-key.pub": null });
    expect(await verify()).toMatchObject({
      code: 1,
      out: expect.stringContaining("inconclusive\n  there is no public key"),
    });
    const other = await ticked(10);
    await other.change(CHECKPOINT, null);
    expect(await other.verify()).toMatchObject({
      code: 1,
      out: expect.stringContaining("inconclusive\n  there is no checkpoint"),
    });
  });

  test("--since tells of a branch that was put back as a whole", async () => {
    const { verify, repository, file, tip, tick } = await ticked(10);
    const old = tip();
    await tick(50);
    writeFileSync(join(repository.folder, "kept"), await file(CHECKPOINT));
    expect((await verify("--since", "kept")).code).toBe(0);
    await tick(75);
    expect((await verify("--since", "kept")).code).toBe(0);
    repository.git("update-ref", REF, old);
    expect((await verify()).code).toBe(0);
    expect(await verify("--since", "kept")).toMatchObject({
      code: 1,
      out: expect.stringContaining("truncated: 1 of 2"),
    });
  });

  test("--key trusts others than the checkout says", async () => {
    const { verify, repository, text: own } = await ticked(10);
    const { text: other } = keysOf("example.com/agents");
    const write = (text: string): void => writeFileSync(join(repository.folder, "keys"), text);
    write(other);
    expect(await verify("--key", "keys")).toMatchObject({
      code: 1,
      out: expect.stringContaining("no key that is trusted here"),
    });
    write(`# the new one, and the old\r\n${other}\r\n${own}\n`);
    expect((await verify("--key", "keys")).code).toBe(0);
  });

  test("shows no command and no control character of a log that somebody wrote", async () => {
    const { verify, ask } = await ticked(10);
    await ask({ event: "x\n::set-env name=A::b\u001B[2J##[error]" });
    const { out } = await verify();
    expect(out).toContain('says "x\\n::set-env name=A::b\\u001b[2J##\\u{5B}error]"');
    expect(out.split("\n").filter((line) => line.trimStart().startsWith("::"))).toEqual([]);
  });
});

describe("a mistake ends with 2, and says what to do:", () => {
  test.each([
    [["audit"], "audit"],
    [["audit", '0.1";touch /tmp/x;echo "'], "It can verify."],
    [["audit", "verify", "--since", "nowhere"], "--since nowhere: there is no such file."],
    [["audit", "verify", "--since", "README.md"], "--since README.md: it is no signed note."],
    [["audit", "verify", "--key", "nowhere"], "nowhere cannot be read: there is no such file."],
    [["audit", "verify", "--key", "README.md"], "README.md cannot be read: line 1 is no verifier key"],
    [["audit", "verify", "--state", "file:///nowhere"], "agent-ci/state at file:///nowhere cannot be read"],
    [["audit", "verify", "--state", "--upload-pack=touch x"], "cannot be read"],
  ])("%j", async (argv, says) => {
    const { repository } = signedState();
    repository.commit({ "README.md": "no key\n" });
    const { code, err } = await runCli(repository.folder, argv);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  });

  test("no branch of states, and no repository", async () => {
    const { folder } = createRepository();
    expect(await runCli(folder, ["audit", "verify"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("agent-ci rollout init"),
    });
    expect(await runCli("/", ["audit", "verify"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("no repository here"),
    });
  });
});
