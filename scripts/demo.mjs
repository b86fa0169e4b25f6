// npm run demo -- dry-run: shows a feature on examples/acme, with nothing but Node.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install, require, root, run, say } from "./bootstrap.mjs";

/** Folders and files of the examples, in a folder of their own; `prepare` makes what else they need. */
function inFolder(parts, cli, args, prepare = () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-demo-"));
  try {
    for (const [from, to] of parts) cpSync(join(root, from), join(folder, to), { recursive: true });
    prepare(folder);
    return run("node", [cli, ...args, ...rest], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The repository of the example with what a demo needs beside it. */
const inExample = (extra, cli, args) => inFolder([["examples/acme", "."], ...extra], cli, args);

/** A program of the orchestrators, with the SDK that it needs in one file: a workspace has no node_modules. */
const ofTeams = (program, cli) =>
  inFolder([["examples/orchestrators/scenarios", "scenarios"]], cli, ["dry-run"], (folder) => {
    const source = join("examples/orchestrators", program);
    require("node", ["scripts/bundle-example.ts", source, join(folder, "main.mjs")]);
  });

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
  /** Orchestrators of teams, and the same with one mistake each, which their scenarios tell. */
  orchestrators: (cli) => ofTeams("main.mjs", cli),
  "broken-orchestrators": (cli) => ofTeams("main-broken.mjs", cli),
  /** With two workers that share a folder, and take turns. */
  workers: (cli) =>
    inExample(
      [
        ["examples/demo/workers", "."],
        ["examples/demo/dry-run/.mcp.json", ".mcp.json"],
        ["examples/agents", "agents"],
      ],
      cli,
      ["dry-run"],
    ),
  /** Specifications of rollouts, played with a good release and a bad one. */
  rollout: () => run("node", ["scripts/demo-rollout.ts", ...rest]),
  /** With a profile of how its agents are used, and logs of what they were used for. */
  cost: (cli) =>
    inFolder(
      [
        ["examples/acme", "."],
        ["examples/demo/cost", "."],
      ],
      cli,
      ["cost", "estimate"],
      (folder) => {
        const logs = ["--logs", "logs", "--workflow", "review"];
        run("node", [cli, "cost", "report", ...logs, "--by", "week", "--by", "agent", "--by", "skill"], {
          cwd: folder,
        });
        run("node", [cli, "cost", "sync", ...logs, "--dry-run"], { cwd: folder });
      },
    ),
};

const [name = "", ...rest] = process.argv.slice(2);
if (!Object.hasOwn(demos, name)) {
  say(`Say which demo: ${Object.keys(demos).join(", ")}. npm run demo -- dry-run`);
  process.exit(2);
}
install();
require("node", ["scripts/build.ts"]);
process.exitCode = demos[name](join(root, "dist", "cli.js"));
