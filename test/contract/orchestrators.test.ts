import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { broken, orchestrators, playTeam, teamScenarios } from "../support/rehearse-team.ts";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** Each scenario of the example, the orchestrator that it is for, and what it says of the broken one. */
const PAIRS: readonly (readonly [file: string, name: string, told: string])[] = [
  ["01-spawn-three", "spawn-three", "these agents work in parallel: architect, developer, qa (at most "],
  [
    "02-share-out",
    "share-out",
    "each worker gets one of src/a.js, src/b.js, src/c.js, src/d.js, src/e.js, and each is given once (nobody gets src/e.js)",
  ],
  [
    "03-evolve",
    "evolve",
    '"evolution-state.json" goes through evaluate, then validate, then obtain, then lock, then verify, then enable (it goes through "evaluate", "validate", "obtain", "lock", "enable")',
  ],
  ["04-survive", "survive", 'the output contains "2 of 3 completed"'],
  ["05-give-up", "give-up", 'the output contains "developer failed: timeout"'],
  [
    "06-depend",
    "depend",
    "the agents work one after the other: design-schema, then build-api (build-api starts before design-schema is done)",
  ],
  [
    "07-pass-on",
    "pass-on",
    'each answer of architect reaches developer ("Result: two tables and a token" of architect is not there)',
  ],
  ["08-chain", "chain", "the agents work one after the other: A, then B, then C (C starts before B is done)"],
  ["09-concurrent", "concurrent", "(twice: task-1, task-2, task-3)"],
  [
    "10-roll-back",
    "roll-back",
    "is undone in reverse order, and nothing else (after create-schema, seed-data come drop-schema, drop-data)",
  ],
  ["11-try-again", "try-again", "developer fails and is asked again, 2 times (it is asked again 0 times)"],
];

describe.each(PAIRS)("%s", (file, name, told) => {
  const right = orchestrators[name] ?? never;
  const wrong = broken[name] ?? never;

  test.each(teamScenarios(file).map((one) => [one.id, one] as const))(
    "%s holds of the right orchestrator",
    async (_, one) => {
      expect(await playTeam(one, right)).toEqual([]);
    },
  );

  test.each(teamScenarios(file).map((one) => [one.id, one] as const))("%s tells the broken one", async (_, one) => {
    expect(await playTeam(one, wrong)).toContainEqual(expect.stringContaining(told));
  });
});

async function never(): Promise<void> {
  throw new Error("The example has no such orchestrator.");
}

describe("a skill that a team makes", () => {
  const found = async (folder: string, prompt: string): Promise<string> =>
    (await runCli(folder, ["which", prompt])).out;
  const evolve = async (folder: string): Promise<void> => {
    for (const scenario of teamScenarios("03-evolve"))
      await playTeam(scenario, orchestrators["evolve"] ?? never, folder);
  };

  test("is found by its description as soon as it is there", async () => {
    const folder = tempFolder({
      "skills/deploy/SKILL.md": "---\nname: deploy\ndescription: Ships a release.\n---\nShip.\n",
    });
    expect(await found(folder, "a token has leaked")).not.toContain("rotate-token");
    await evolve(folder);
    expect(await found(folder, "a token has leaked")).toContain("rotate-token");
  });

  test("is found by its new words when it changes, and by its old ones no more", async () => {
    const folder = tempFolder();
    await evolve(folder);
    expect(await found(folder, "a token has leaked")).toContain("rotate-token");
    const path = join(folder, "skills/rotate-token/SKILL.md");
    const changed = readFileSync(path, "utf8").replace("whenever a token has leaked", "every spring for passwords");
    writeFileSync(path, changed);
    expect(await found(folder, "passwords in spring")).toContain("rotate-token");
    expect(await found(folder, "something leaked")).not.toContain("rotate-token");
  });
});
