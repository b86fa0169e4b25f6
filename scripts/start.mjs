import { install, require, root, run, say } from "./bootstrap.mjs";
import { join, resolve } from "node:path";

const EXAMPLE = "examples/acme";
const [target, ...rest] = process.argv.slice(2);

install();
require("node", ["scripts/build.ts"]);
const cli = join(root, "dist", "cli.js");

if (target !== undefined) {
  // npm runs scripts in the project's folder; the path that was typed is relative to the user's.
  const from = process.env.INIT_CWD ?? process.cwd();
  process.exitCode = run("node", [cli, "check", target.startsWith("-") ? target : resolve(from, target), ...rest], {
    cwd: from,
  });
} else {
  const status = run("node", [cli, "check", EXAMPLE]);
  if (status !== 1) process.exit(status || 1); // 1 is the verdict that the example is there for
  say(`\nThat was ${EXAMPLE}, a repository with deliberate faults: it fails on purpose.`);
  say("Check your own: npm start -- <path>");
}
