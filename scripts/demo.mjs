// npm run demo -- dry-run: shows a feature on examples/acme, with nothing but Node.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install, require, root, run, say } from "./bootstrap.mjs";

const demos = {
  /** The repository of the example, with scenarios and the small agent beside it, in a folder of its own. */
  "dry-run": (cli) => {
    const folder = mkdtempSync(join(tmpdir(), "agent-ci-demo-"));
    try {
      cpSync(join(root, "examples/acme"), folder, { recursive: true });
      cpSync(join(root, "examples/demo/dry-run"), folder, { recursive: true });
      cpSync(join(root, "examples/agents"), join(folder, "agents"), { recursive: true });
      return run("node", [cli, "dry-run", ...rest], { cwd: folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const [name = "", ...rest] = process.argv.slice(2);
if (!Object.hasOwn(demos, name)) {
  say(`Say which demo: ${Object.keys(demos).join(", ")}. npm run demo -- dry-run`);
  process.exit(2);
}
install();
require("node", ["scripts/build.ts"]);
process.exitCode = demos[name](join(root, "dist", "cli.js"));
