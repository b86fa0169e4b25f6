import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSecrets } from "../../../../src/secrets/find-secrets.ts";
import { FORMATS } from "../../../../src/report/formats.ts";
import { createRepository } from "../../../support/git.ts";
import { plantedSecrets } from "../../../support/planted-secrets.ts";
import { runCheck } from "../../../support/run-check.ts";
import { runCli } from "../../../support/run-cli.ts";

const SEED = 8;
const planted = plantedSecrets(200, SEED);
/** What may be seen of none: the secret itself, without the four characters that tell which it is. */
const values = planted.flatMap(({ value }) =>
  findSecrets(value).flatMap(({ at }) =>
    value
      .slice(at.start, at.end)
      .split(/\s+/)
      .filter((one) => one.length > 12),
  ),
);
const needles = values.flatMap((value) => [value.slice(4), Buffer.from(value).toString("base64").slice(8, -4)]);
const skill = (text: string): string =>
  `---\nname: leaky\ndescription: Holds what it should not. Use when testing.\n---\n\n${text}\n`;
const FILES = {
  "skills/leaky/SKILL.md": skill(planted.map(({ value }, index) => `- [${value}](missing-${index}.md)`).join("\n\n")),
  ".mcp.json": JSON.stringify({
    mcpServers: Object.fromEntries(
      planted.map(({ value }, index) => [
        `s${index}`,
        { command: "npx", args: ["-y", value], env: { V: value }, type: value },
      ]),
    ),
  }),
  "notes.txt": planted.map(({ value }) => value).join("\n"),
  "AGENTS.md": planted.map(({ value }) => `Read \`docs/${value}.md\`.`).join("\n"),
};
function leaked(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return needles.filter((needle) => bytes.includes(needle));
}

test("the needles are there to be found", () => {
  expect(values.length).toBeGreaterThan(199);
  expect(leaked(FILES["notes.txt"]).length).toBeGreaterThan(199);
});

test.each(["check", "secret-scan", "validate"])(
  `%s shows none of 200 secrets in any format, seed ${SEED}`,
  async (command) => {
    const { folder } = createRepository(FILES);
    const files = FORMATS.flatMap((format) => ["--output", `${format}=report.${format}`]);
    const { out, err, code } = await runCli(folder, [command, ...files]);
    expect(code).toBe(1);
    const written = FORMATS.map((format) => readFileSync(join(folder, `report.${format}`), "utf8"));
    expect(leaked([out, err, ...written].join("\n"))).toEqual([]);
  },
);

test.each([["inventory"], ["tokens"], ["token-budget"], ["clients"], ["config"], ["env", "show"]])(
  `%s shows none of 200 secrets, seed ${SEED}`,
  async (...argv) => {
    const { out, err } = await runCli(createRepository(FILES).folder, argv);
    expect(leaked(out + err)).toEqual([]);
  },
);

test.each([["compress"], ["compress", "--format", "json"], ["check", "--fix-dry-run"]])(
  `%s %s shows none of 200 secrets in what it would change, seed ${SEED}`,
  async (...argv) => {
    const lines = planted.map(({ value }) => `- Never print ${value.replaceAll("\n", " ")} into the log. \n`);
    const { folder } = createRepository({
      "agent-ci.yaml": "rules: { format/trailing-space: warning }\n",
      "AGENTS.md": `# Rules\n\n${lines.join("")}\n# Again\n\n${lines.join("")}`,
    });
    const { out, err } = await runCli(folder, argv, { CI: "true" });
    expect(out.match(/- Never print \S/g)?.length).toBeGreaterThan(199);
    expect(leaked(out + err)).toEqual([]);
  },
);

const [one] = plantedSecrets(1, 77);
const token = one?.value ?? "";

test("what was searched adds up, whatever kind it is of", async () => {
  const { folder } = createRepository({ "notes.txt": "nothing\n", "AGENTS.md": "# Rules\n" });
  const all = await runCheck(folder, { command: "secret-scan" });
  expect(all.report.checked).toEqual({ artifacts: 2, kinds: { instructions: 1, other: 1 } });
  const agent = await runCheck(folder, { command: "secret-scan", values: { scope: "agent" } });
  expect(agent.report.checked).toEqual({ artifacts: 1, kinds: { instructions: 1 } });
});

test("every text file is searched, and only agent configuration where that is asked for", async () => {
  const { folder } = createRepository({ "notes.txt": token, "AGENTS.md": "# Rules\n" });
  expect((await runCheck(folder, { command: "secret-scan" })).found).toEqual(["error secret/token notes.txt:1"]);
  expect((await runCheck(folder, { command: "secret-scan", values: { scope: "agent" } })).found).toEqual([]);
});

test("what is staged counts, not what lies in the folder", async () => {
  const repository = createRepository({ "notes.txt": "nothing\n" });
  repository.commit({ "notes.txt": token });
  repository.git("rm", "--cached", "--quiet", "notes.txt");
  expect((await runCheck(repository.folder, { command: "secret-scan", values: { staged: true } })).found).toEqual([]);
  repository.git("add", "notes.txt");
  expect((await runCheck(repository.folder, { command: "secret-scan", values: { staged: true } })).found).toEqual([
    "error secret/token notes.txt:1",
  ]);
});

test("another secret in the same place has the same fingerprint", async () => {
  const [first, second] = [5, 6].map((seed) => plantedSecrets(1, seed)[0]?.value ?? "");
  const prints = await Promise.all(
    [first, second].map(async (value) => {
      const { folder } = createRepository({ "notes.txt": `token ${value}` });
      return (await runCheck(folder, { command: "secret-scan" })).report.diagnostics[0]?.fingerprint;
    }),
  );
  expect(prints[0]).toBe(prints[1]);
});

const server = (entry: unknown): Record<string, string> => ({
  ".mcp.json": JSON.stringify({ mcpServers: { a: entry } }),
});
const LITERAL = "Zk3jQ9xLw2Pq8Rt5Vb1N";

test.each([
  ["a variable", { command: "a", env: { SERVICE_API_KEY: LITERAL } }],
  ["a short password", { command: "a", env: { DB_PASSWORD: "Tr0ub4dorz" } }],
  ["a header", { url: "https://a.test", headers: { "X-Api-Key": LITERAL } }],
  ["an argument", { command: "a", args: ["--api-key", LITERAL] }],
  ["an argument with its value", { command: "a", args: [`--token=${LITERAL}`] }],
  ["an address", { url: `https://a.test/mcp?api_key=${LITERAL}` }],
])("a credential in %s of an MCP server is found", async (_, entry) => {
  const { found } = await runCheck(createRepository(server(entry)).folder, { command: "secret-scan" });
  expect(found).toEqual(["error secret/literal .mcp.json:1"]);
});

test.each([
  ["a reference", { command: "a", env: { SERVICE_API_KEY: "${SERVICE_API_KEY}" } }],
  ["a hint", { command: "a", env: { SERVICE_API_KEY: "YOUR_KEY_1234567890abcdef" } }],
  ["dots", { command: "a", args: ["--api-key", "..."] }],
  ["a bound", { command: "a", env: { MAX_TOKENS: "12345678901234567890a" } }],
  ["a path", { command: "a", env: { KEY: "/etc/keys/service-1.pem" } }],
])("%s is no credential", async (_, entry) => {
  expect((await runCheck(createRepository(server(entry)).folder, { command: "secret-scan" })).found).toEqual([]);
});
