import { describe, expect, test } from "vitest";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Made up, and in parts: no scanner shall take this file for a leak. */
const TOKEN = ["gh", "p_", "Zk3jQ9xLw2Pq8Rt5Vb1NZk3jQ9xLw2Pq8Rt5"].join("");
/** Chosen by people: nothing but its place tells that it is secret. */
const PASSWORD = ["tall-", "heron-", "walks"].join("");

const SKILL = "---\nname: tidy\ndescription: Tidies the room when somebody asks for it.\n---\n\nRead [it](form.md).\n";
const MCP = JSON.stringify({ mcpServers: { a: { command: "a", env: { DB_PASSWORD: PASSWORD } } } });
const config = `
suppress:
  - { rule: link/missing, path: "skills/**", reason: "as ${TOKEN} and ${PASSWORD} say" }
  - { rule: link/anchor, path: "${TOKEN}/**", reason: later }
gates:
  - { metric: "${TOKEN}", max: 1 }
`;
const FILES = { "skills/tidy/SKILL.md": SKILL, ".mcp.json": MCP, "agent-ci.yaml": config };

describe.each(["check", "validate"])("%s shows no secret that somebody wrote into its own policy", (command) => {
  test.each(["text", "json", "sarif", "markdown", "html", "junit", "codequality"])("as %s", async (format) => {
    const { out, err } = await runCli(tempFolder(FILES), [command, "--format", format]);
    expect(out).not.toBe("");
    expect(out).not.toContain(TOKEN.slice(0, 12));
    expect(out).not.toContain(PASSWORD);
    expect(err).not.toContain(TOKEN);
  });
});

test("what is no secret stays as it was written", async () => {
  const { out } = await runCli(tempFolder(FILES), ["validate", "--format", "json"]);
  expect(JSON.parse(out).excused[0].reason).toBe(
    `as ${TOKEN.slice(0, 4)}${"*".repeat(TOKEN.length - 4)} and ${PASSWORD.slice(0, 4)}${"*".repeat(PASSWORD.length - 4)} say`,
  );
});

test("a path stays, though a folder is called like a password", async () => {
  const files = { [`skills/${PASSWORD}/SKILL.md`]: SKILL, ".mcp.json": MCP };
  const { out } = await runCli(tempFolder(files), ["check", "--format", "json"]);
  const paths = JSON.parse(out).diagnostics.map(({ path }: { readonly path: string }) => path);
  expect(paths).toContain(`skills/${PASSWORD}/SKILL.md`);
});
