// The developers' quick command: all but the contract and end-to-end tests, which `npm test` runs before a change lands.
import { install, require, say } from "./bootstrap.mjs";

const STEPS = [
  ["types", "tsc", "-p", "."],
  ["lint", "oxlint", "--type-aware", "--deny-warnings"],
  ["format", "oxfmt", "--check"],
  ["dead code", "knip"],
  ["dead code in production", "knip", "--production"],
  ["generated files", "node", "scripts/generate.ts", "--check"],
  ["unit tests", "node", "node_modules/vitest/vitest.mjs", "run", "--project", "unit"],
];

install();
for (const [what, program, ...args] of STEPS) {
  say(`— ${what}`);
  require(program, args);
}
