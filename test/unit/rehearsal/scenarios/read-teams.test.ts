import { expect, test } from "vitest";
import { weakenedScenarios } from "../../../../src/rehearsal/scenarios/weakened-scenarios.ts";
import { runCheck } from "../../../support/run-check.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { readYaml, scenarioIn, wrongIn } from "../../../support/scenario-file.ts";

const agent = "{ command: [x], prompt: go, turns: [{ text: done }] }";
const team = (more = ""): string => `kind: team\n${more}agents:\n  ann: ${agent}\n  ben: ${agent}\n`;

test("a team has its agents by name, a shared folder, and acts side by side unless it says otherwise", () => {
  expect(scenarioIn(team())).toMatchObject({
    kind: "team",
    shared: "shared-state",
    sequential: false,
    seed: 1,
    patience: 3000,
    repeat: 1,
    agents: [
      { name: "ann", adapter: "command", command: ["x"], args: [], prompt: "go" },
      { name: "ben", adapter: "command", command: ["x"], args: [], prompt: "go" },
    ],
  });
  expect(scenarioIn(team("shared: work/state/\nsequential: true\nrepeat: 200\n"))).toMatchObject({
    shared: "work/state",
    sequential: true,
    repeat: 200,
  });
});

test.each([
  ["one agent", `kind: team\nagents:\n  ann: ${agent}\n`, "3:3 A team has at least two agents: give each a name."],
  ["no agents", "kind: team\n", "1:1 Missing key `agents`."],
  ["a folder outside", team("shared: ../other\n"), "2:9 `../other` leaves the workspace's folder."],
  ["a name that is none", team().replace("ann:", "../ann:"), expect.stringContaining("../ann")],
  ["no command", team().replace("command: [x], ", ""), expect.stringContaining("needs `command:`")],
  [
    "no answers",
    team().replace(", turns: [{ text: done }]", ""),
    expect.stringContaining("give it `turns:` or `scripts:`."),
  ],
  ["a turn that is none", team().replace("text: done", "say: done"), expect.stringContaining("`say`")],
  [
    "an agent that nobody starts",
    team("expect: [{ type: agent-told, agent: anna, value: go }]\n"),
    "2:10 No agent is called `anna`: did you mean `ann`?",
  ],
  ["too many orders", team("repeat: 1001\n"), "2:9 Must be <= 1000."],
  ["a prompt of its own", team("prompt: go\n"), expect.stringContaining("`prompt`")],
])("%s is a mistake", (_what, text, said) => {
  expect(wrongIn(text)[0]).toEqual(said);
});

test("who lets a team act side by side, or looks at another folder, asks for something else", () => {
  const told = (before: string, after: string): readonly string[] =>
    weakenedScenarios(readYaml(before).scenarios, readYaml(after).scenarios).map(({ message }) => message);
  const turns = team("sequential: true\nrepeat: 20\n");
  expect(told(turns, team("repeat: 20\n"))).toEqual([
    "The scenario scenarios/case asks for something else than before: sequential.",
  ]);
  expect(told(turns, turns.replace("prompt: go", "prompt: stop"))).toEqual([
    "The scenario scenarios/case asks for something else than before: agents.",
  ]);
  expect(told(turns, turns.replace("repeat: 20", "repeat: 5"))).toEqual([
    "The scenario scenarios/case runs 5 instead of 20 times.",
  ]);
});

test("a kind that nobody knows is told where its keys are ours", async () => {
  const told = async (text: string): Promise<readonly string[]> =>
    (await runCheck(tempFolder({ "scenarios/a.yaml": text }))).report.diagnostics.map(({ message }) => message);
  expect(await told(team().replace("kind: team", "kind: teams"))).toContain(
    "`teams` is not one of `agent`, `hook`, `team`, `triggers`: did you mean `team`?",
  );
});
