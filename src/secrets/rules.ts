import { defineEngineRule } from "../model/rule.ts";
import { remedy } from "./remedy.ts";

/** What follows from a secret in git. It is known to everybody who ever cloned: to delete the line is not enough. */
const CONSEQUENCE = "Whoever can read the repository, or a copy of it, has the secret, also after the line is gone.";

/** A password for the examples, made up and in two parts: no scanner shall take this file for a leak. */
const PASSWORD = ["Tr0ub", "4dorz"].join("");

export const secretToken = defineEngineRule({
  id: "secret/token",
  severity: "error",
  summary: "No file holds a credential that is known by its form.",
  why: "Issuers give their tokens prefixes, so that those who look for leaked ones find them; who looks to use them finds them as well, within minutes.",
  consequence: CONSEQUENCE,
  help: remedy({ revoke: "where it was issued; each finding says where that is" }),
  since: "0.1.0",
  examples: [
    {
      because: "a variable stands for the password",
      files: { "AGENTS.md": "Ask `psql postgres://app:${DB_PASSWORD}@db.internal/app`.\n" },
    },
    {
      because: "the password itself",
      files: { "AGENTS.md": `Ask \`psql postgres://app:${PASSWORD}@db.internal/app\`.\n` },
      reports: ["AGENTS.md:1:26 A secret stands here: password in a URL Tr0u…"],
    },
  ],
});

export const secretPrivateKey = defineEngineRule({
  id: "secret/private-key",
  severity: "error",
  summary: "No file holds a private key.",
  why: "A key proves who somebody is only as long as nobody else has it.",
  consequence: CONSEQUENCE,
  help: remedy({ revoke: "every place that trusts its public half: take it out", rotate: "make a new pair" }),
  since: "0.1.0",
  examples: [
    {
      because: "what a key begins and ends with is no key",
      files: { "AGENTS.md": "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n" },
    },
  ],
});

export const secretLiteral = defineEngineRule({
  id: "secret/literal",
  severity: "error",
  summary: "Credentials are named by variables, and written out nowhere.",
  why: "Scanners that know secrets by their form alone miss what MCP servers, hooks, settings and examples hold: passwords and keys of services that give no prefix, under a name that says what they are.",
  consequence: CONSEQUENCE,
  help: remedy({
    revoke: "at the service that it is for",
    rotate: "make another, write the name of a variable in its place, such as `${SERVICE_TOKEN}`",
  }),
  since: "0.1.0",
  examples: [
    {
      because: "the name of a variable",
      files: {
        ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "DB_PASSWORD": "${DB_PASSWORD}" } } } }',
      },
    },
    {
      because: "a password that has no form to be known by",
      files: {
        ".mcp.json": `{ "mcpServers": { "a": { "command": "a", "env": { "DB_PASSWORD": "${PASSWORD}" } } } }`,
      },
      reports: [".mcp.json:1:67 `DB_PASSWORD` is written out here."],
    },
  ],
});

/** Made up as well, as people do. */
const CHOSEN = ["Winter", "2026!"].join("");

export const secretSuspected = defineEngineRule({
  id: "secret/suspected",
  severity: "warning",
  summary: "What is called a credential and may be one is named by a variable, too.",
  why: "Between a generator's work and what people write lie passwords that somebody chose, numbers, and names with a random part. To refuse them all would refuse slugs and versions; to pass over them would pass over passwords.",
  consequence: CONSEQUENCE,
  help: "If it is a credential, revoke it at the service that it is for, make another, and write the name of a variable in its place. If it is none, suppress it by its path in `agent-ci.yaml`.",
  since: "0.1.0",
  examples: [
    {
      because: "a slug under the same name",
      files: { "AGENTS.md": "The cache has `deploy_token: v3-deps-node22-pnpm9`.\n" },
    },
    {
      because: "a password as people choose them",
      files: { "AGENTS.md": `Use \`password: ${CHOSEN}\`.\n` },
      reports: ["AGENTS.md:1:16 `password` may be written out here."],
    },
  ],
});
