import { mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { runPackage } from "../../inventory/authority/package-runner.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const mcpPinned = defineArtifactRule({
  id: "mcp/pinned",
  on: WITH_SERVERS,
  severity: "warning",
  summary: "MCP servers that are downloaded at start name one version.",
  why: "`npx`, `uvx` and `docker` fetch what is newest, or what the last publisher put there, each time a session starts.",
  consequence: "A broken or stolen release runs on every machine at the next start.",
  help: "Write the exact version: `package@1.2.3` for npx, `package==1.2.3` for uvx, a commit for git, a tag or digest for images.",
  since: "0.1.0",
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check(artifact, { allowed }) {
    for (const { command, args } of mcpServersOf(artifact)) {
      if (!command) continue;
      const words = args.map(({ value }) => value);
      const run = runPackage(command.value, words);
      if (!run || run.pinned || allowed.includes(run.package)) continue;
      const at = args.find(({ value }) => value.includes(run.package))?.range ?? command.range;
      yield { message: `${run.runner} fetches "${run.package}", whichever version is there.`, at };
    }
  },

  examples: [
    {
      because: "exact versions, and a program that is installed",
      files: {
        ".mcp.json":
          '{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "@b/c@1.2.3"] }, "d": { "command": "uvx", "args": ["e==0.4"] }, "f": { "command": "f" } } }',
      },
    },
    {
      because: "the newest one, three times",
      files: {
        ".mcp.json":
          '{\n  "mcpServers": {\n    "a": { "command": "npx", "args": ["-y", "@b/c@latest"] },\n    "d": { "command": "uvx", "args": ["--from", "git+https://github.com/e/f", "f"] },\n    "g": { "command": "docker", "args": ["run", "-i", "--rm", "-e", "TOKEN", "h/i"] }\n  }\n}',
      },
      reports: [
        '3:45 npx fetches "@b/c@latest", whichever version is there.',
        '4:49 uvx fetches "git+https://github.com/e/f", whichever version is there.',
        '5:78 docker fetches "h/i", whichever version is there.',
      ],
    },
  ],
});
