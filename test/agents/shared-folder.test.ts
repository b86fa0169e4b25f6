import { expect, test } from "vitest";
import { agents } from "../../scripts/agents/table.ts";
import { clientFolder } from "../../scripts/clients/client-cache.ts";
import { rehearseIn } from "../support/rehearse.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { names, searched } from "./ask-client.ts";
import { SKILL, skillCases } from "./skill-cases.ts";

/** Each loads its own skill in the first of two turns. */
const agentOf = (name: (typeof names)[number]) => ({
  adapter: name,
  command: [`${clientFolder(agents[name])}/${agents[name].program}`],
  prompt: "ping",
  ...skillCases[name].more,
  scripts: [
    {
      when: { tools: true },
      turns: [{ text: "The skill.", calls: [skillCases[name].call] }, { text: `pong of ${name}` }],
    },
    { forever: true, turns: [{ text: "pong" }] },
  ],
});

test("all clients work in one team, each with answers of its own", async () => {
  const scenario = {
    kind: "team",
    workspace: { folder: "..", git: false },
    sequential: true,
    patience: 60_000,
    agents: Object.fromEntries(names.map((name) => [name, agentOf(name)])),
    limits: { seconds: 170 },
    expect: names.flatMap((name) => [
      { type: "contains", value: `${name}: pong of ${name}` },
      { type: "loaded", value: skillCases[name].path, part: "body" },
    ]),
  };
  const folder = tempFolder({
    "scenarios/team.yaml": JSON.stringify(scenario),
    ...Object.fromEntries(names.map((name) => [skillCases[name].path, SKILL])),
  });
  const { told, said } = await rehearseIn(folder, { env: { PATH: searched } });
  // Where clients ask for what is no model is told of each, whoever it works with.
  expect(
    told.filter((one) => !one.startsWith("rehearsal/attempt")),
    said,
  ).toEqual([]);
});
