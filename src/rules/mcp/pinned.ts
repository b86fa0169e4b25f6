import { mcpServersOf, WITH_SERVERS } from "../../inventory/manifests/mcp-servers.ts";
import { type RunPackage, runPackage } from "../../inventory/authority/package-runner.ts";
import { folderOf, layoutOf } from "../../inventory/places/layout.ts";
import type { Artifact } from "../../model/artifact.ts";
import { entryOf } from "../../model/data.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const mcpPinned = defineRepositoryRule({
  id: "mcp/pinned",
  severity: "warning",
  summary: "MCP servers that are downloaded at start name one version.",
  why: "`npx`, `uvx` and `docker` fetch what is newest, or what the last publisher put there, each time a session starts. What a package.json beside or above asks for, npx takes from there.",
  consequence: "A broken or stolen release runs on every machine at the next start.",
  help: "Write the exact version: `package@1.2.3` for npx, `package==1.2.3` for uvx, a commit for git, a tag or digest for images.",
  since: "0.1.0",
  options: { allowed: [] },
  loosens: { allowed: "more" },
  reads: ["package.json"],

  *check(repository, { allowed }) {
    for (const artifact of repository.of(...WITH_SERVERS))
      for (const { command, args } of mcpServersOf(artifact)) {
        if (!command) continue;
        const words = args.map(({ value }) => value);
        const run = runPackage(command.value, words);
        if (!run || run.pinned || allowed.includes(run.package) || isInstalled(run, artifact, repository)) continue;
        const at = args.find(({ value }) => value.includes(run.package))?.range ?? command.range;
        yield { artifact, message: `${run.runner} fetches "${run.package}", whichever version is there.`, at };
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
      because: "what the project has installed anyway, also under the name of its program",
      files: {
        ".mcp.json":
          '{ "mcpServers": { "a": { "command": "npx", "args": ["tsx", "a.ts"] }, "b": { "command": "npx", "args": ["playwright", "run-test-mcp-server"] } } }',
        "package.json": '{ "devDependencies": { "@playwright/test": "1.50.0", "tsx": "^4.0.0" } }',
      },
    },
    {
      because: "what the project has installed, and asks for anew; and a plugin, which runs in other projects",
      files: {
        ".mcp.json":
          '{ "mcpServers": { "a": { "command": "npx", "args": ["tsx@latest"] }, "b": { "command": "pnpm", "args": ["dlx", "tsx"] } } }',
        "package.json": '{ "dependencies": { "tsx": "^4.0.0" } }',
        "plugin/.mcp.json": '{ "mcpServers": { "a": { "command": "npx", "args": ["tsx"] } } }',
        "plugin/.claude-plugin/plugin.json": '{ "name": "plugin" }',
      },
      reports: [
        '.mcp.json:1:53 npx fetches "tsx@latest", whichever version is there.',
        '.mcp.json:1:112 pnpm dlx fetches "tsx", whichever version is there.',
        'plugin/.mcp.json:1:53 npx fetches "tsx", whichever version is there.',
      ],
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

/** Runners that take a program of the project before they fetch one. */
const LOCAL_FIRST: ReadonlySet<string> = new Set(["npx", "npm exec", "bunx", "bun x"]);
/** Programs that go by another name than the package which brings them. */
const BROUGHT_BY: ReadonlyMap<string, string> = new Map([
  ["ng", "@angular/cli"],
  ["playwright", "@playwright/test"],
]);
const ASKED_FOR = ["dependencies", "devDependencies", "optionalDependencies"] as const;

/** Whether the project, in whose folder the server is started, has the package by a package.json beside or above. */
function isInstalled({ runner, package: name }: RunPackage, { kind, path }: Artifact, repository: Repository): boolean {
  if (!LOCAL_FIRST.has(runner) || kind === "plugin" || kind === "marketplace") return false;
  if (layoutOf(repository).pluginOf(path) !== undefined) return false; // that runs in the projects of others
  const names = [name, BROUGHT_BY.get(name) ?? name];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const data = repository.data(folder === "" ? "package.json" : `${folder}/package.json`);
    if (ASKED_FOR.some((key) => names.some((one) => entryOf(entryOf(data, key)?.value, one)))) return true;
    if (folder === "") return false;
  }
}
