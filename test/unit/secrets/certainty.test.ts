import { describe, expect, test } from "vitest";
import { tempFolder } from "../../support/temp-folder.ts";
import { runCheck } from "../../support/run-check.ts";

/** Made up, and in parts: no scanner shall take this file for a leak. */
const HEX = ["9f86d081884c7d659a2f", "eaa0c55ad015a3bf4f1b"].join("");
/** Chosen by people. */
const WORDS = ["tall-", "heron-", "walks"].join("");
const SEASON = ["Winter", "2026!"].join("");

async function secretsIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { found } = await runCheck(tempFolder(files), { command: "secret-scan" });
  return found.flatMap((one) => /^(\w+ secret\/\w+)/.exec(one)?.[1] ?? []);
}
const mcp = (server: unknown) => ({ ".mcp.json": JSON.stringify({ mcpServers: { a: server } }) });
const ERROR = ["error secret/literal"];
const WARNING = ["warning secret/suspected"];

describe("what people chose", () => {
  test.each([
    ["a variable", { command: "a", env: { POSTGRES_PASSWORD: WORDS } }],
    ["docker -e", { command: "docker", args: ["run", "-e", `POSTGRES_PASSWORD=${WORDS}`, "a"] }],
    ["docker --env=", { command: "docker", args: ["run", `--env=POSTGRES_PASSWORD=${WORDS}`, "a"] }],
    ["a command line", { command: "sh", args: ["-c", `POSTGRES_PASSWORD='${WORDS}' a`] }],
    ["a connection string", { command: "a", args: ["--cs", `Server=x;Password=${WORDS};Encrypt=True`] }],
    ["a flag", { command: "a", args: ["--password", WORDS] }],
    ["a header", { command: "a", args: ["--header", `X-Password: ${WORDS}`] }],
  ])("is an error where a client reads it: %s", async (_, server) => {
    expect(await secretsIn(mcp(server))).toEqual(ERROR);
  });

  test("is a warning elsewhere, where it is no word alone", async () => {
    expect(await secretsIn({ "a.txt": `password: ${SEASON}\n` })).toEqual(WARNING);
    expect(await secretsIn({ "a.txt": `password: ${WORDS}\n` })).toEqual([]);
  });
});

describe("names", () => {
  test.each([
    "REDIS_CACHE_PASSWORD",
    "CACHE_PASSWORD",
    "PFX_FILE_PASSWORD",
    "PIP_INDEX_PASSWORD",
    "POETRY_HTTP_BASIC_INDEX_PASSWORD",
    "GITLAB_GROUP_TOKEN",
    "GROUP_TOKEN",
    "QUERY_TOKEN",
    "API_KEY_V2",
    "API_KEY_TEST",
    "API_TOKEN_EU",
    "PROD_TOKEN_EU",
    "SECRET_KEY_BASE",
    "API_KEYS",
    "TOKENS",
    "SECRETS",
    "API_HASH",
    "secret_id",
  ])("%s names a secret, in a text and in a server's environment", async (name) => {
    expect(await secretsIn({ "a.txt": `${name}=${HEX}\n` })).toEqual(ERROR);
    expect(await secretsIn(mcp({ command: "a", env: { [name]: HEX } }))).toEqual(ERROR);
  });

  test.each([
    "PUBLIC_KEY",
    "cache_key",
    "sortKey",
    "max_tokens",
    "csrf_token",
    "PublicKeyToken",
    "token_url",
    "monkey",
  ])("%s names none", async (name) => {
    expect(await secretsIn({ "a.txt": `${name}=${HEX}\n` })).toEqual([]);
  });
});

test.each([
  { args: ["--auth", "oauth2-client-credentials"] },
  { args: ["--key", "id_ed25519_deploy"] },
  { env: { KMS_KEY: "projects/acme/locations/global/keyRings/r1/cryptoKeys/k1" } },
  { env: { AUTH: "oauth2-client-credentials" } },
  { env: { SIGNING_KEY: "alias/prod-signing-2024" } },
  { env: { CREDENTIALS: "application-default-v1" } },
])("ways and places of keys are none: %o", async (server) => {
  expect(await secretsIn(mcp({ command: "a", ...server }))).toEqual([]);
});

test.each([
  ["the hash of a commit under key", `key: ${HEX}`],
  ["a number under token", `token: ${["84739201", "847362910"].join("")}`],
  ["groups of five under licence key", `LICENSE_KEY=${["K7QX2", "M9RTB", "4WZPD", "8HJVN"].join("-")}`],
])("%s is a warning", async (_, text) => {
  expect(await secretsIn({ "a.txt": `${text}\n` })).toEqual(WARNING);
});
