import { cpSync, readFileSync, renameSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { agents } from "../../scripts/agents/table.ts";
import { clientFolder } from "../../scripts/clients/client-cache.ts";
import { goldenResultsOf } from "../../src/rehearsal/golden/golden-section.ts";
import { rehearseIn } from "../support/rehearse.ts";
import { runCli } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const claude = agents["claude-code"];
const env = { PATH: [dirname(`${clientFolder(claude)}/${claude.program}`), process.env["PATH"]].join(delimiter) };

test("a real client is held to the references of the example, and to those that it gives itself", async () => {
  const folder = tempFolder();
  cpSync("examples/golden", folder, { recursive: true });
  const reference = join(folder, "golden/review/skill.json");
  const committed = readFileSync(reference, "utf8");
  const diff = async () => {
    const values = { "allow-commands": true };
    const { verdict, report, told } = await rehearseIn(folder, { command: "golden", target: "diff", values, env });
    const [set] = report.sections.flatMap(({ kind, data }) => (kind === "golden" ? goldenResultsOf(data).sets : []));
    return { result: verdict.result, told, set, skill: set?.cases.find(({ id }) => id === "golden/review/skill") };
  };
  const same = await diff();
  expect([same.result, same.told, same.set?.met, same.set?.counted]).toEqual(["pass", [], 6, 6]);

  // What it gives anew is what is committed, byte for byte.
  rmSync(reference);
  const recorded = await runCli(folder, ["golden", "record"], env);
  expect([recorded.code, recorded.out.split("\n")[0]]).toEqual([
    0,
    "wrote golden/review/skill.json: 1 of 1 runs are like it",
  ]);
  expect(readFileSync(reference, "utf8")).toBe(committed);

  // The rules move to a file that this client does not read.
  renameSync(join(folder, "CLAUDE.md"), join(folder, "RULES.md"));
  const other = await diff();
  expect([other.skill?.met, other.skill?.differences.map(({ message }) => message)]).toEqual([
    0,
    [expect.stringContaining("CLAUDE.md")],
  ]);
  expect(other.result).not.toBe("pass");
});
