import { expect, test } from "vitest";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { pathWith } from "../support/grounds.ts";
import { rehearse, rehearseIn } from "../support/rehearse.ts";

/** Asks the model before and after it has read; what it writes is what it read, and its own name. */
const NAIVE = `import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
const [, , name] = process.argv;
const DONE = "shared-state/done.json";
const ask = async (...messages) => {
  const response = await fetch(process.env.ANTHROPIC_BASE_URL + "/v1/messages", {
    method: "POST",
    body: JSON.stringify({ model: "m", max_tokens: 9, messages: messages.map((content, at) => ({ role: at % 2 ? "assistant" : "user", content })) }),
  });
  return (await response.json()).content[0].text;
};
mkdirSync("shared-state", { recursive: true });
const first = await ask("begin");
const done = existsSync(DONE) ? JSON.parse(readFileSync(DONE, "utf8")) : [];
await ask("begin", first, "go on");
writeFileSync(DONE, JSON.stringify([...done, name]));
console.log("done");
`;

const agent = (name: string, program = "worker.mjs"): string =>
  `  ${name}: { command: [node, ${program}, ${name}], prompt: go, turns: [{ text: begun }, { text: go }] }\n`;
const team = (more: string, agents = agent("ann") + agent("ben")): string =>
  `kind: team\nworkspace: { folder: .., git: false }\n${more}agents:\n${agents}`;
const EXPECT = "expect: [{ type: no-lost-write, file: shared-state/done.json }]\n";

test("the turns in which one worker undoes another's write are found, told by a seed, and played again by it", async () => {
  const { folder, told } = await rehearse({
    "worker.mjs": NAIVE,
    "scenarios/team.yaml": team(`sequential: true\nrepeat: 6\n${EXPECT}`),
  });
  const [said = ""] = told;
  const [, seed = ""] = /--seed (\d+) plays the first again\.$/.exec(said) ?? [];
  expect([told.length, said]).toEqual([
    1,
    expect.stringMatching(
      /^rehearsal\/expectation scenarios\/team\.yaml:5 Does not hold: no agent undoes what another one wrote into "shared-state\/done\.json" \(in step \d+ (?:ann undoes what ben|ben undoes what ann) wrote: "\\"(?:ann|ben)\\""\)\. In \d+ of 6 runs\. --seed \d+ plays the first again\.$/,
    ),
  ]);
  const again = [await rehearseIn(folder, { values: { seed } }), await rehearseIn(folder, { values: { seed } })];
  const found = said.replace(/ In \d+ of 6 runs\. --seed (\d+) plays the first again\.$/, " --seed $1 plays it again.");
  expect(again.map((one) => one.told)).toEqual([[found], [found]]);
  const [section] =
    again[0]?.report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data)) ?? [];
  expect(section?.cases[0]?.runs).toMatchObject([{ seed: Number(seed), result: "fail", requests: 4 }]);
});

test("side by side nobody can tell who wrote what, and turns are taken where somebody asks for them", async () => {
  const files = { "worker.mjs": NAIVE, "scenarios/team.yaml": team(EXPECT) };
  const { folder, told } = await rehearse(files);
  expect(told).toEqual([
    expect.stringContaining(
      "(only turns show who wrote what: say `sequential: true` in a scenario of a team, or give --sequential)",
    ),
  ]);
  const { told: inTurns } = await rehearseIn(folder, { values: { sequential: true, repeat: "6" } });
  expect(inTurns).toEqual([expect.stringContaining("undoes what")]);
});

/** By its name, whatever it asks; whom nobody starts nothing can be expected of. */
const TOLD = "expect: [{ type: agent-told, agent: ann, value: go on }, { type: agents-spawned, value: [ann, bad] }]\n";

test("what each agent printed has its name before it, and so has the end that was not well", async () => {
  const { told, said } = await rehearse({
    "worker.mjs": NAIVE,
    "bad.mjs": `${NAIVE}\nprocess.exit(3);\n`,
    "silent.mjs": "console.log('nothing to ask');\n",
    "scenarios/team.yaml": team(TOLD, agent("ann") + agent("bad", "bad.mjs") + agent("silent", "silent.mjs")),
  });
  expect(told).toEqual([
    "rehearsal/ended scenarios/team.yaml:4 bad: It ended with exit code 3.",
    "rehearsal/no-request scenarios/team.yaml:4 silent asked the server of models nothing.",
  ]);
  expect(said).toContain("  | ann: done\n  | bad: done\n  | silent: nothing to ask\n");
});

/** Takes a lock that it does not look at, asks the model with it in hand, and gives it back. */
const NO_LOOK = NAIVE.replace("const done =", 'writeFileSync("shared-state/lock", name);\nconst done =')
  .replace("mkdirSync, readFileSync", "mkdirSync, readFileSync, rmSync")
  .concat('rmSync("shared-state/lock", { force: true });\n');
/** The same, but it waits until nobody has it, without asking anybody. */
const LOOKS = NO_LOOK.replace(
  'writeFileSync("shared-state/lock", name);',
  `for (;;) {
  try {
    writeFileSync("shared-state/lock", name, { flag: "wx" });
    break;
  } catch {
    await new Promise((done) => setTimeout(done, 10));
  }
}`,
);

test("a lock that nobody looks at has two holders; one that is waited for keeps every write", async () => {
  const expects = `sequential: true\nrepeat: 6\nexpect:
  - { type: one-holder, value: shared-state/lock }
  - { type: no-lost-write, file: shared-state/done.json }
  - { type: file-fits, file: shared-state/done.json, value: { minItems: 2 }, when: end }
  - { type: nothing-left, value: [shared-state/lock] }\n`;
  const bad = await rehearse({ "worker.mjs": NO_LOOK, "scenarios/team.yaml": team(expects) });
  expect(bad.told.filter((one) => one.includes("has one holder at a time"))).toEqual([
    expect.stringMatching(/\(in step \d+ \w+ (?:takes away|writes over) "shared-state\/lock", which \w+ holds\)/),
  ]);
  const good = await rehearse({ "worker.mjs": LOOKS, "scenarios/team.yaml": team(`patience: 400\n${expects}`) });
  expect(good.told).toEqual([]);
});

test("a machine without namespaces plays the same turns", async () => {
  const closed = pathWith({ unshare: "exit 1" }, tempFolder());
  const files = { "worker.mjs": NAIVE, "scenarios/team.yaml": team(`sequential: true\nrepeat: 6\n${EXPECT}`) };
  const { folder, told } = await rehearse(files);
  const behind = await rehearseIn(folder, { env: { PATH: closed } });
  expect(behind.told.filter((one) => !one.startsWith("rehearsal/isolation"))).toEqual(told);
  expect(behind.told).toContainEqual(expect.stringContaining("rehearsal/isolation"));
});

test("links that an agent puts into the shared folder lead nobody out of the sandbox", async () => {
  const links = `${NAIVE}\nimport { symlinkSync } from "node:fs";\nsymlinkSync("/etc", "shared-state/etc-" + name);\nsymlinkSync("/etc/hostname", "shared-state/name-" + name);\n`;
  const { told } = await rehearse({
    "worker.mjs": links,
    "scenarios/team.yaml": team("sequential: true\nexpect: [{ type: nothing-left, value: [shared-state/etc-*/**] }]\n"),
  });
  expect(told).toEqual([]);
});

test("--seed is for teams, and a number", async () => {
  const alone = "prompt: go\ncommand: [node, -e, '0']\nturns: [{ text: a }]\n";
  const { folder } = await rehearse({ "scenarios/alone.yaml": alone });
  const refused = await runCli(folder, ["dry-run", "--seed", "3"]);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("--seed: no team is meant")]);
  const wrong = await runCli(folder, ["dry-run", "--seed", "first"]);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("--seed first: give a whole number")]);
});
