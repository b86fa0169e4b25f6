// The developers' one command: everything that must hold before a change lands.
import { install, require, say } from "./bootstrap.mjs";

const STEPS = [
  ["types", "tsc", "-p", "."],
  ["lint", "oxlint", "--type-aware", "--deny-warnings"],
  ["format", "oxfmt", "--check"],
  ["dead code", "knip"],
  ["dead code in production", "knip", "--production"],
  ["generated files", "node", "scripts/generate.ts", "--check"],
  ["tests", "node", "scripts/test.mjs"],
];

install();
for (const [what, program, ...args] of STEPS) {
  say(`— ${what}`);
  require(program, args);
}
