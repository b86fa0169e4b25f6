// npm run demo -- dry-run: shows a feature on examples/acme, with nothing but Node.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install, require, root, run, say } from "./bootstrap.mjs";

/** The repository of the example with what a demo needs beside it, in a folder of its own. */
function inExample(extra, cli, args) {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-demo-"));
  try {
    cpSync(join(root, "examples/acme"), folder, { recursive: true });
    for (const [from, to] of extra) cpSync(join(root, from), join(folder, to), { recursive: true });
    return run("node", [cli, ...args, ...rest], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const demos = {
  /** With scenarios and the small agent beside it. */
  "dry-run": (cli) =>
    inExample(
      [
        ["examples/demo/dry-run", "."],
        ["examples/agents", "agents"],
      ],
      cli,
      ["dry-run"],
    ),
  /** With a profile of how its agents are used. */
  cost: (cli) => inExample([["examples/demo/cost", "."]], cli, ["cost", "estimate"]),
};

const [name = "", ...rest] = process.argv.slice(2);
if (!Object.hasOwn(demos, name)) {
  say(`Say which demo: ${Object.keys(demos).join(", ")}. npm run demo -- dry-run`);
  process.exit(2);
}
install();
require("node", ["scripts/build.ts"]);
process.exitCode = demos[name](join(root, "dist", "cli.js"));
