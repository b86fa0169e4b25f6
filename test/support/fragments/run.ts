import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rules } from "../../../src/rules/index.ts";
import { runCli } from "../run-cli.ts";
import { FRAGMENTS } from "./fragments.ts";
import { PLACES } from "./places.ts";

/** Checks one place with fragments from an index to another, and prints a line before and behind each. */
const LENGTH = 200_000;
const place = PLACES[Number(process.argv[2])];
if (!place) throw new Error("no such place");
const on = rules.map(({ id }) => `  ${id}: error\n`).join("");
const folder = mkdtempSync(join(tmpdir(), "agent-ci-fragments-"));
writeFileSync(join(folder, "agent-ci.yaml"), `rules:\n${on}`);
writeFileSync(join(folder, "AGENTS.md"), "[x](gone.md)\n\nRun `make foo`.\n");
writeFileSync(join(folder, "Makefile"), "bar:\n\ttrue\n");
try {
  for (let index = Number(process.argv[3]); index < Number(process.argv[4]); index += 1) {
    const fragment = FRAGMENTS[index] ?? "";
    const file = join(folder, place.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, place.holding(fragment.repeat(Math.ceil(LENGTH / Buffer.byteLength(fragment)))));
    console.log(JSON.stringify({ begins: index }));
    const before = process.cpuUsage();
    const { code } = await runCli(folder, ["check", "--format", "json"]);
    const { user, system } = process.cpuUsage(before);
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(JSON.stringify({ index, code, seconds: (user + system) / 1e6, megabytes }));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
