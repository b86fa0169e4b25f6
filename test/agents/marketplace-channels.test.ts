import { execFileSync } from "node:child_process";
import { globSync, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { agents } from "../../scripts/agents/table.ts";
import { clientFolder } from "../../scripts/clients/client-cache.ts";
import { openGit } from "../../src/host/git/git.ts";
import { runIsolated } from "../../src/host/sandbox/run-isolated.ts";
import { visibleFor } from "../../src/host/sandbox/visible-for.ts";
import { remoteRef } from "../../src/host/state/remote-ref.ts";
import { gitTarget } from "../../src/host/targets/git/git-target.ts";
import { marketplaceShowing } from "../../src/host/targets/git/marketplace-showing.ts";
import type { ReleaseContents } from "../../src/rollout/release/release.ts";
import { createRepository, gitEnvironment } from "../support/git.ts";
import { newGitServer } from "../support/git-server.ts";
import { releaseOf } from "../support/releases.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { ground } from "./ask-client.ts";

const PORT = 4123;
const FILE = ".claude-plugin/marketplace.json";

const releaseSaying = (word: string, more: Readonly<Record<string, string>> = {}): ReleaseContents => {
  const manifest = JSON.stringify({ name: "greetings", description: "Greets.", ...more });
  return releaseOf({
    [FILE]: JSON.stringify({
      name: "acme",
      owner: { name: "Acme" },
      plugins: [{ name: "greetings", source: "./plugins/greetings", description: "Greets." }],
    }),
    "plugins/greetings/.claude-plugin/plugin.json": manifest,
    "plugins/greetings/.codex-plugin/plugin.json": manifest,
    "plugins/greetings/skills/greet/SKILL.md": `---\nname: greet\ndescription: Greets people.\n---\n${word}\n`,
  });
};

/** How a client takes a channel, how it asks for what is newer, and where it keeps what it has. */
const clients = {
  "claude-code": {
    add: (url: string, branch: string, name: string) =>
      `"$0" plugin marketplace add '${url}#${branch}' && "$0" plugin install greetings@${name}`,
    update: (name: string) => `"$0" plugin marketplace update ${name} && "$0" plugin update greetings@${name}`,
    installed: (home: string, name: string): string => {
      const { plugins } = JSON.parse(readFileSync(join(home, ".claude/plugins/installed_plugins.json"), "utf8"));
      const path: string = plugins[`greetings@${name}`][0].installPath;
      return join(home, path.slice(path.indexOf("/.claude/")));
    },
  },
  codex: {
    add: (url: string, branch: string, name: string) =>
      `"$0" plugin marketplace add ${url} --ref ${branch} && "$0" plugin add greetings@${name}`,
    update: (name: string) => `"$0" plugin marketplace upgrade ${name}`,
    installed: (home: string, name: string): string => {
      const [folder = ""] = globSync(join(home, `.codex/plugins/cache/${name}/greetings/*`));
      return folder;
    },
  },
} as const;

describe.each(["claude-code", "codex"] as const)("%s", (name) => {
  test("has the new release from canary, the old one from stable, before and after promotion and rollback", async () => {
    const folder = tempFolder();
    const bare = join(folder, "agents.git");
    execFileSync("git", ["init", "--quiet", "--bare", bare], { env: gitEnvironment() });
    const url = `http://127.0.0.1:${PORT}/agents.git`;
    const git = openGit(createRepository().folder, gitEnvironment());
    const remote = { address: pathToFileURL(bare).href, credentials: {} };
    const target = gitTarget({
      git,
      branch: "agents",
      open: (branch) => remoteRef(git, branch, remote),
      needsBackup: true,
      said: {},
      showing: marketplaceShowing(git, FILE, "agents", url),
    });
    const client = clients[name];
    const home = tempFolder();
    const program = join(clientFolder(agents[name]), agents[name].program);
    const run = async (script: string): Promise<void> => {
      const ran = await runIsolated(ground, {
        workspace: tempFolder(),
        home,
        others: [{ port: PORT, server: newGitServer(folder) }],
        visible: [program, realpathSync(process.execPath)].flatMap((one) => visibleFor(one, homedir())),
        start: () => ({
          program: "/bin/sh",
          args: ["-c", script, program],
          env: {
            CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
            DISABLE_AUTOUPDATER: "1",
            CODEX_HOME: "/home/agent/.codex",
          },
        }),
      });
      expect(ran.ended, ran.stdout.text + ran.stderr.text).toEqual({ kind: "exit", code: 0 });
    };
    const has = (): readonly string[] =>
      ["acme-stable", "acme-canary"].map(
        (one) =>
          readFileSync(join(client.installed(home, one), "skills/greet/SKILL.md"), "utf8")
            .split("\n")
            .at(-2) ?? "",
      );
    const old = releaseSaying("old");
    const tried = releaseSaying("new");
    for (const release of [old, tried]) expect((await target.deploy(release)).faults).toEqual([]);
    const pointTo = async (
      stable: ReleaseContents,
      canary: ReleaseContents | null,
      bad: Record<string, string> = {},
    ) => {
      const pointers = { active: stable.digest, stable: stable.digest, canary: canary?.digest ?? null };
      expect((await target.applyPointers(pointers, [], bad)).faults).toEqual([]);
    };
    const update = () => run(`${client.update("acme-stable")} && ${client.update("acme-canary")}`);

    await pointTo(old, tried);
    await run(
      `mkdir -p "$HOME/.codex"; ${client.add(url, "agents-stable", "acme-stable")} && ${client.add(url, "agents-canary", "acme-canary")}`,
    );
    expect(has(), "while it is tried").toEqual(["old", "new"]);
    await pointTo(tried, null);
    await update();
    expect(has(), "after promotion").toEqual(["new", "new"]);
    await pointTo(old, null, { [tried.digest]: "rude" });
    await update();
    expect(has(), "after rollback").toEqual(["old", "old"]);
  });
});
