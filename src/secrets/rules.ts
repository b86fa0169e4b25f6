import { defineEngineRule } from "../model/rule.ts";

/** A secret in git is known to everybody who ever cloned: to delete the line is not enough. */
const CONSEQUENCE = "Whoever can read the repository, or a copy of it, has the secret, also after the line is gone.";
const PURGE =
  "then give the new one through a variable or a secret store, and take the old one out of the history (git filter-repo --replace-text).";

export const secretToken = defineEngineRule({
  id: "secret/token",
  severity: "error",
  summary: "No file holds a credential that is known by its form.",
  why: "Issuers give their tokens prefixes, so that those who look for leaked ones find them; who looks to use them finds them as well, within minutes.",
  consequence: CONSEQUENCE,
  help: `Revoke it where it was issued, ${PURGE}`,
  since: "0.1.0",
  examples: [],
});

export const secretPrivateKey = defineEngineRule({
  id: "secret/private-key",
  severity: "error",
  summary: "No file holds a private key.",
  why: "A key proves who somebody is only as long as nobody else has it.",
  consequence: CONSEQUENCE,
  help: `Take its public half out of every place that trusts it, make a new pair, ${PURGE}`,
  since: "0.1.0",
  examples: [],
});

export const secretLiteral = defineEngineRule({
  id: "secret/literal",
  severity: "error",
  summary: "Agent configuration names its credentials by variables.",
  why: "Scanners that know secrets by their form alone miss what MCP servers, hooks and settings hold: passwords and keys of services that give no prefix, under a key that says what they are.",
  consequence: CONSEQUENCE,
  help: `Revoke it at the service that it is for, write \`\${NAME}\` in its place, ${PURGE}`,
  since: "0.1.0",
  examples: [],
});
