import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commands } from "../../../src/commands/index.ts";
import { createRepository, type FileChanges, gitEnvironment } from "../../support/git.ts";
import { runCheck } from "../../support/run-check.ts";
import { runCli } from "../../support/run-cli.ts";

async function prices(folder: string, args: readonly string[], values: Readonly<Record<string, unknown>> = {}) {
  let out = "";
  const command = await commands["prices"]?.();
  const code = await command?.run(
    {
      cwd: folder,
      env: gitEnvironment(),
      out: (text) => void (out += text),
      err: () => undefined,
      notice: () => undefined,
      terminal: { out: false, err: false },
      clock: { now: () => Date.parse("2026-11-30T12:00:00Z") },
      show: async () => undefined,
    },
    values,
    args,
  );
  return { code, out };
}

const LOCK = ".agent-ci/prices.lock.json";
const profile = (model: string): FileChanges => ({
  "AGENTS.md": "Be brief.\n",
  "agent-usage.yaml": `workflows:\n  a: { client: codex, model: ${model}, runs-per-month: 1, turns: 1, prompt-tokens: 1000, output-tokens: 0 }\n`,
});

describe("list and search", () => {
  test("what users say wins over what is shipped", async () => {
    const { folder } = createRepository({
      "agent-ci.yaml":
        "prices:\n  - { model: o3-pro, provider: openai, input-dollars-per-million: 1, output-dollars-per-million: 2 }\n",
    });
    const { out } = await prices(folder, ["search", "o3-pro"], { provider: "openai" });
    expect(out).toMatch(/^openai {2}o3-pro {2}\$1 \/ \$2\n/);
  });

  test("a name that nobody has is no success", async () => {
    const { folder } = createRepository();
    expect(await prices(folder, ["search", "claude-sonnet-9"])).toEqual({
      code: 1,
      out: "No model of this name has a price: `prices:` in agent-ci.yaml gives it one.\n",
    });
  });

  test("as JSON it is a book that diff reads again", async () => {
    const { folder } = createRepository();
    const { out } = await prices(folder, ["list"], { format: "json", provider: "anthropic" });
    writeFileSync(join(folder, "book.json"), out);
    expect((await prices(folder, ["diff", "book.json"])).out).toMatch(/^Nothing costs anything else\.\n/);
  });

  test.each([
    [["frob"], /no verb "frob"/],
    [["search"], /Say what to look for/],
    [["diff"], /There is no \.agent-ci\/prices\.lock\.json/],
    [["diff", "gone.json"], /there is no such file/],
    [["lock"], /There is no agent-usage\.yaml/],
  ])("%j is refused", async (args, says) => {
    await expect(prices(createRepository().folder, args)).rejects.toThrow(says);
  });
});

describe("lock", () => {
  test("pins what the profile's models cost, and that is what they cost", async () => {
    const { folder } = createRepository(profile("gpt-5.5"));
    expect((await prices(folder, ["lock"])).out).toBe(`gpt-5.5 is new\nwrote ${LOCK}\n`);
    expect(await prices(folder, ["lock"], { check: true })).toEqual({ code: 0, out: `${LOCK} is up to date.\n` });
    // Another version of the book would say so; the lock says what it cost when it was written.
    const path = join(folder, LOCK);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("5000000000", "7000000000"));
    const { report } = await runCheck(folder, { command: "cost-gate" });
    const cost = report.sections.find(({ kind }) => kind === "cost")?.data;
    expect(cost).toMatchObject({ book: { locked: 1 }, rows: [{ change: "same" }] });
    expect((await prices(folder, ["diff"])).out).toContain("openai gpt-5.5 has other prices: $7 / $30 became $5 / $30");
    expect(await prices(folder, ["lock"], { check: true })).toMatchObject({ code: 1 });
  });

  test("a model without a price is named, and not locked", async () => {
    const { folder } = createRepository(profile("claude-sonnet-9"));
    expect((await prices(folder, ["lock"])).out).toContain("claude-sonnet-9 has no price in the book");
  });

  test("what a model is said to be like is pinned for it, and what has prices of its own needs none", async () => {
    const own = `prices:
  - { model: house-model, input-dollars-per-million: 2, output-dollars-per-million: 4 }
  - { model: Fast, like: gpt-5.5 }
`;
    const house = createRepository({ ...profile("house-model"), "agent-ci.yaml": own });
    expect((await prices(house.folder, ["lock"])).out).toBe(`wrote ${LOCK}\n`);
    const { folder } = createRepository({ ...profile("fast"), "agent-ci.yaml": own });
    expect((await prices(folder, ["lock"])).out).toBe(`gpt-5.5 is new\nwrote ${LOCK}\n`);
    const totalOf = async () => {
      const { report } = await runCheck(folder, { command: "cost-gate" });
      return report.measurements.find(({ metric }) => metric === "cost")?.value;
    };
    const before = await totalOf();
    const path = join(folder, LOCK);
    // Three times as dear in the lock: that is what it is like.
    writeFileSync(
      path,
      readFileSync(path, "utf8").replaceAll(/(?<=: )[1-9]\d{7,}/gu, (rate) => String(3 * Number(rate))),
    );
    expect(await totalOf()).toBeCloseTo(3 * (before ?? Number.NaN), 6);
  });

  test.each([
    "{",
    "{}",
    '{"version":1,"book":"b","checkedOn":"2026-11-30","models":[{"provider":"openai"}]}',
    '{"version":1,"book":"b","checkedOn":"x","models":[]}',
  ])("a lock that is none stops the run: %s", async (text) => {
    const { folder } = createRepository({ ...profile("gpt-5.5"), [LOCK]: text });
    await expect(runCheck(folder, { command: "cost-gate" })).rejects.toThrow(/prices\.lock\.json cannot be read/);
  });

  test("a change's own lock does not judge it", async () => {
    const repository = createRepository({
      ...profile("gpt-5.5"),
      "agent-ci.yaml": "cost: { budgets: [{ name: all, total-dollars: 0.001, even-if-before: true }] }\n",
    });
    repository.branch("topic");
    await prices(repository.folder, ["lock"]);
    const path = join(repository.folder, LOCK);
    repository.commit({ [LOCK]: readFileSync(path, "utf8").replaceAll("5000000000", "1") });
    expect(existsSync(path)).toBe(true);
    const values = { base: "main", "policy-from": "main" };
    const { verdict, report } = await runCheck(repository.folder, { command: "cost-gate", values });
    expect(verdict.result).toBe("fail");
    expect(report.diagnostics.map(({ message }) => message)).toContain(`${LOCK} pins other prices than before.`);
  });
});

test("a lock of prices that nobody has is estimated all the same, and is no bug", async () => {
  const { folder } = createRepository({
    "AGENTS.md": "Be brief.\n",
    "agent-usage.yaml":
      "workflows:\n  a: { client: codex, model: gpt-5.5, runs-per-month: 30, turns: 12, prompt-tokens: 3000, output-tokens: 300, batch-percent: 50 }\n",
  });
  await prices(folder, ["lock"]);
  const most = Number.MAX_SAFE_INTEGER;
  const text = readFileSync(join(folder, LOCK), "utf8");
  writeFileSync(join(folder, LOCK), text.replaceAll(/("(?:input|output|batch)": )\d+/g, `$1${most}`));
  const { code, err } = await runCli(folder, ["cost", "estimate"]);
  expect([code, err]).toEqual([0, expect.not.stringContaining("this is a bug")]);
});
