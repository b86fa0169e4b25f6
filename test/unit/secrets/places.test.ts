import { describe, expect, test } from "vitest";
import { runCheck } from "../../support/run-check.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Made up, and in parts: no scanner shall take this file for a leak. */
const KEY = ["Zk3jQ9xL", "w2Pq8Rt5", "Vb1N"].join("");
const HEX = ["9f86d081884c", "7d659a2feaa0", "c55ad015"].join("");
const PASSWORD = ["x9kQ2", "vv7Lm"].join("");

type Files = Readonly<Record<string, string>>;
const mcp = (entry: unknown): Files => ({ ".mcp.json": JSON.stringify({ mcpServers: { a: entry } }) });
const settings = (data: unknown): Files => ({ ".claude/settings.json": JSON.stringify(data) });
const hook = (command: string): Files => settings({ hooks: { Stop: [{ hooks: [{ type: "command", command }] }] } });
const skill = (text: string): Files => ({
  "skills/x/SKILL.md": `---\nname: x\ndescription: Does x when asked.\n${text}`,
});

/** Where people write credentials out, by what they put there. */
const PLACES: Readonly<Record<string, (value: string) => Files>> = {
  "a variable of an MCP server": (value) => mcp({ command: "a", env: { SERVICE_API_KEY: value } }),
  "a variable in lower case": (value) => mcp({ command: "a", env: { service_api_key: value } }),
  "a variable of one of several keys": (value) => mcp({ command: "a", env: { API_KEY_PROD: value } }),
  "an administrator's token": (value) => mcp({ command: "a", env: { ADMIN_TOKEN: value } }),
  "a header": (value) => mcp({ url: "https://a.test", headers: { "X-Api-Key": value } }),
  "a bearer token in a header": (value) =>
    mcp({ url: "https://a.test", headers: { Authorization: `Bearer ${value}` } }),
  "a cookie": (value) => mcp({ url: "https://a.test", headers: { Cookie: `session=${value}` } }),
  "an argument": (value) => mcp({ command: "a", args: ["--api-key", value] }),
  "an argument with its value": (value) => mcp({ command: "a", args: [`--token=${value}`] }),
  "a header in an argument": (value) => mcp({ command: "a", args: ["--header", `Authorization: Bearer ${value}`] }),
  "a header of its own in an argument": (value) => mcp({ command: "a", args: ["-H", `X-Api-Key: ${value}`] }),
  "a variable for a container": (value) => mcp({ command: "docker", args: ["run", "-e", `API_TOKEN=${value}`] }),
  "a line for a shell": (value) => mcp({ command: "sh", args: ["-c", `API_KEY=${value} exec a`] }),
  "a parameter of an address": (value) => mcp({ url: `https://a.test/mcp?api_key=${value}` }),
  "the user of an address": (value) => mcp({ url: `https://${value}@a.test/mcp` }),
  "the password of an address": (value) => mcp({ url: `https://user:${value}@a.test/mcp` }),
  "Codex's field for a token": (value) => ({
    ".codex/config.toml": `[mcp_servers.a]\nurl = "https://a.test"\nbearer_token = "${value}"\n`,
  }),
  "the default of an input": (value) => ({
    ".vscode/mcp.json": JSON.stringify({
      inputs: [{ id: "api-key", type: "promptString", default: value }],
      servers: {},
    }),
  }),
  "the environment of settings": (value) => settings({ env: { ANTHROPIC_AUTH_TOKEN: value } }),
  "a hook's bearer token": (value) => hook(`curl -H "Authorization: Bearer ${value}" https://a.test`),
  "a hook's header": (value) => hook(`curl -H 'X-Api-Key: ${value}' https://a.test`),
  "a hook's variable": (value) => hook(`export SERVICE_TOKEN=${value}; run`),
  "a hook's user and password": (value) => hook(`curl -u admin:${value} https://a.test`),
  "an example in a skill": (value) => skill(`---\n\n\`\`\`sh\nexport API_KEY=${value}\n\`\`\`\n`),
  "a skill's metadata": (value) => skill(`metadata:\n  api-key: ${value}\n---\n`),
  "a line of prose": (value) => ({ "AGENTS.md": `- API key: \`${value}\`\n` }),
  "a table": (value) => ({ "AGENTS.md": `| name | value |\n|---|---|\n| API_KEY | ${value} |\n` }),
  "a text of any kind": (value) => ({ "notes.txt": `store_api_key = "${value}"\n` }),
};

/** In a folder that is no repository: git says which files are searched, and nothing of what stands in them. */
async function secretsIn(files: Files): Promise<readonly string[]> {
  const { found } = await runCheck(tempFolder(files), { command: "secret-scan" });
  return found.filter((one) => one.includes(" secret/"));
}

describe.each(Object.entries(PLACES))("%s", (_, filesWith) => {
  test.each([
    ["a key", KEY],
    ["a key in hexadecimal", HEX],
  ])("%s is found", async (_name, value) => expect(await secretsIn(filesWith(value))).toHaveLength(1));
});

test.each([
  ["DB_PASSWORD", PASSWORD],
  ["DB_PASS", PASSWORD],
  ["PGPASSWORD", `${PASSWORD}!#`],
  ["API_SECRET", ["84739201", "847362910"].join("")],
  ["API_KEY", ["a8f3k2", "m9q1z7"].join("")],
])("%s of an MCP server is found, though it is short or plain", async (name, value) => {
  expect(await secretsIn(mcp({ command: "a", env: { [name]: value } }))).toHaveLength(1);
});

/** What stands there in documentation, and what names a secret without being one. */
const PLACEHOLDERS = [
  "...",
  "…",
  "<token>",
  "<your-api-key-1234567890>",
  "YOUR_KEY",
  "your-api-key-here-0a1b2c3d4e5f",
  "xxxxxxxxxxxxxxxxxxxx1234",
  "XXXX-XXXX-XXXX-XXXX",
  "********************",
  "0000000000000000000a",
  "sk-ant-...",
  "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  "${SERVICE_API_KEY}",
  "${env:SERVICE_API_KEY}",
  "${input:api-key-2024x}",
  "${SERVICE_API_KEY:-none1234567890ab}",
  "$SERVICE_API_KEY2",
  "$(op read op://team/service/key2)",
  "%SERVICE_API_KEY%",
  "{{ service_api_key_2 }}",
  "{env:SERVICE_API_KEY_2}",
  "${{ secrets.SERVICE_API_KEY2 }}",
  "process.env.SERVICE_API_KEY2",
  "op://team/service-2/credential",
  "vault:secret/data/service2#key",
  "env:SERVICE_API_KEY_2",
  "keyring:service2/user1",
  "arn:aws:secretsmanager:eu-west-1:123456789012:secret:service-a1b2c3",
  "ENC[AES256_GCM,data:a1b2c3d4e5f6g7,type:str]",
  "changeme-2024-01-please",
  ["AKIAIOSFODNN7", "EXAMPLE"].join(""),
  ["wJalrXUtnFEMI/K7MDENG/", "bPxRfiCYEXAMPLEKEY"].join(""),
];

describe.each(PLACEHOLDERS)("%s is no secret", (placeholder) => {
  test("anywhere", async () => {
    const found: string[] = [];
    for (const [place, filesWith] of Object.entries(PLACES))
      if ((await secretsIn(filesWith(placeholder))).length > 0) found.push(place);
    expect(found).toEqual([]);
  });
});

test.each([["MAX_TOKENS"], ["sortKey"], ["csrf_token"], ["nextPageToken"], ["rowKey"], ["monkey"], ["keyFile"]])(
  "%s names no secret",
  async (name) => expect(await secretsIn(mcp({ command: "a", env: { [name]: KEY } }))).toEqual([]),
);
