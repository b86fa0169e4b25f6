import type { agents } from "../agents/table.ts";
import type { Inside } from "../../src/rehearsal/isolation.ts";
import type { Started } from "../../src/rehearsal/adapters/adapter.ts";
import { adapters } from "../../src/rehearsal/adapters/adapters.ts";

type Agent = keyof typeof agents;

export interface Way {
  readonly agent: Agent;
  /** `program` is the client's own; another may start it. */
  readonly start: (inside: Inside, program: string) => Started & { readonly program?: string; readonly input?: string };
  /** A file in its HOME that has more to say. */
  readonly keeps?: string;
}

/** As a dry run would start it, with one prompt and these arguments beside. */
const prompt = (agent: Agent, ...args: readonly string[]): Way => ({
  agent,
  start: (inside) => adapters[agent].start({ prompt: "ping", args, ...inside }),
});

/** `$0` is the program; its answer about each folder of the top stands below the folder's name. */
const EACH = 'for folder in */; do printf "\\n%s\\n" "== $folder"; (cd "$folder" && "$0" "$@" 2>&1); done';

/** What it answers in each folder of the top, one after the other. */
const each = (way: Way): Way => ({
  agent: way.agent,
  start: (inside, program) => {
    const started = way.start(inside, program);
    return { ...started, program: "/bin/sh", args: ["-c", EACH, program, ...started.args] };
  },
});

/** As it answers when it is started in the folder `below`. */
const below = (way: Way): Way => ({
  agent: way.agent,
  start: (inside, program) => {
    const started = way.start(inside, program);
    return { ...started, program: "/bin/sh", args: ["-c", 'cd below && exec "$0" "$@"', program, ...started.args] };
  },
});

/** In a folder that its user trusts: of others Gemini CLI takes neither settings nor hooks. */
const trusted = (way: Way): Way => ({
  agent: way.agent,
  ...(way.keeps !== undefined && { keeps: way.keeps }),
  start: (inside, program) => {
    const started = way.start(inside, program);
    return { ...started, env: { ...started.env, GEMINI_CLI_TRUST_WORKSPACE: "true" } };
  },
});

/** In folders that the user of Copilot CLI trusts: of others it takes neither hooks nor servers. */
const confided = (way: Way): Way => ({
  ...way,
  start: (inside, program) => {
    const started = way.start(inside, program);
    const folders = JSON.stringify({ trusted_folders: [inside.workspace] });
    return { ...started, files: { ...started.files, ".copilot/config.json": folders } };
  },
});

/** Another of its commands, in the same surroundings. */
const command = (agent: Agent, ...args: readonly string[]): Way => ({
  agent,
  start: (inside) => ({ ...adapters[agent].start({ prompt: "ping", ...inside }), args }),
});

/**
 * Reads the answer to request 1, then ends: with the end of its input the server would end before it has answered.
 * `$0` is the program.
 */
const CONVERSE = [
  "mkfifo /tmp/in /tmp/out",
  '"$0" app-server </tmp/in >/tmp/out & exec 3>/tmp/in',
  "cat >&3",
  'while read -r line; do printf "%s\\n" "$line"; case $line in *\'"id":1,\'*) break;; esac; done </tmp/out',
  "kill $!",
].join("\n");

/** What the app server of Codex answers to one method. */
const rpc = (method: string): Way => ({
  agent: "codex",
  start: (inside, program) => {
    const clientInfo = { name: "oracle", version: "1" };
    const lines = [
      { id: 0, method: "initialize", params: { clientInfo, capabilities: { experimentalApi: true } } },
      { method: "initialized" },
      { id: 1, method, params: { cwds: [inside.workspace], forceReload: true } },
    ];
    return {
      ...adapters.codex.start({ prompt: "ping", ...inside }),
      program: "/bin/sh",
      args: ["-c", CONVERSE, program],
      input: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
    };
  },
});

/** Two plugins of one marketplace are installed, both change, the version of one is raised, and both are updated. */
const UPDATE = [
  '"$0" plugin marketplace add ./market; "$0" plugin install kept@m; "$0" plugin install raised@m',
  "for plugin in kept raised; do echo More. >> market/$plugin/commands/c.md; done",
  "sed -i s/1.0.0/1.0.1/ market/raised/.claude-plugin/plugin.json",
  '"$0" plugin marketplace update m; "$0" plugin update kept@m; "$0" plugin update raised@m',
].join("\n");

/** Installs the plugins in `below`, `beside` and `bare` of the marketplace at the top. */
const INSTALL = [
  '"$0" plugin marketplace add ./',
  'for plugin in below beside bare; do printf "\\n%s\\n" "== $plugin/"; "$0" plugin install $plugin@mk 2>&1; done',
].join("\n");
const installs = (agent: Agent): Way => ({
  agent,
  start: (inside, program) => ({
    ...adapters[agent].start({ prompt: "ping", ...inside }),
    program: "/bin/sh",
    args: ["-c", INSTALL, program],
  }),
});

/** Puts the policies of a repository where its user has his, and starts it. */
const POLICIES = 'mkdir -p /home/agent/.gemini && cp -r .gemini/policies /home/agent/.gemini && exec "$0" "$@"';
/** Installs what lies below `extensions`, and starts it. */
const EXTENSIONS = 'mkdir -p /home/agent/.gemini && cp -r extensions /home/agent/.gemini && exec "$0" "$@"';

/** As Gemini CLI answers after a script of the shell, which starts it at its end. */
const after = (script: string): Way =>
  trusted({
    agent: "gemini",
    start: (inside, program) => {
      const started = adapters.gemini.start({ prompt: "ping", ...inside });
      return { ...started, program: "/bin/sh", args: ["-c", script, program, ...started.args] };
    },
  });

/** The ways in which the clients can be asked what they make of a repository. */
export const questions = {
  /** Its request to the model has the skills, agents, commands and instructions that it was told of. */
  "claude prompt": { ...prompt("claude-code", "--debug-file", "/home/agent/debug.txt"), keeps: "debug.txt" },
  /** Its hooks, which write what ran into ran.txt of its HOME. */
  "claude prompt below": below(prompt("claude-code")),
  "claude hooks": { ...prompt("claude-code", "--dangerously-skip-permissions"), keeps: "ran.txt" },
  /** The same where tools ask for permission, which nobody gives. */
  "claude guards": { ...prompt("claude-code"), keeps: "ran.txt" },
  "claude plugin hooks": {
    ...prompt("claude-code", "--dangerously-skip-permissions", "--plugin-dir", "./plugin"),
    keeps: "ran.txt",
  },
  /** As it starts for the first time in a repository. */
  "claude setup": { ...prompt("claude-code", "--init", "--debug-file", "/home/agent/debug.txt"), keeps: "debug.txt" },
  "claude agent": prompt("claude-code", "--agent", "probe"),
  /** The hooks of agents, in a folder that its user trusts: of others it takes none. */
  "claude trusted": {
    agent: "claude-code",
    keeps: "ran.txt",
    start: (inside) => {
      const args = ["--dangerously-skip-permissions", "--plugin-dir", "./plugin"];
      const started = adapters["claude-code"].start({ prompt: "ping", args, ...inside });
      const projects = { [inside.workspace]: { hasTrustDialogAccepted: true } };
      return { ...started, files: { ...started.files, ".claude.json": JSON.stringify({ projects }) } };
    },
  },
  /** What it offers its user, by name: the event at its start says so. */
  "claude commands": prompt("claude-code", "--output-format", "stream-json", "--verbose"),
  "claude doctor": command("claude-code", "doctor"),
  "claude doctor each": each(command("claude-code", "doctor")),
  "claude validate each": each(command("claude-code", "plugin", "validate", ".", "--json")),
  "claude plugin update": {
    agent: "claude-code",
    start: (inside, program) => ({
      ...adapters["claude-code"].start({ prompt: "ping", ...inside }),
      program: "/bin/sh",
      args: ["-c", UPDATE, program],
    }),
  },
  "codex skills": rpc("skills/list"),
  "codex hooks": rpc("hooks/list"),
  "codex prompt": command("codex", "debug", "prompt-input"),
  "codex prompt below": below(command("codex", "debug", "prompt-input")),
  "codex prompt each": each(command("codex", "debug", "prompt-input")),
  /** What it says when it is started with a prompt. */
  "codex exec each": each(prompt("codex")),
  "codex rules each": each(
    command("codex", "execpolicy", "check", "--rules", ".codex/rules/default.rules", "--", "git", "status"),
  ),
  "copilot prompt": prompt("copilot"),
  "copilot prompt below": below(prompt("copilot")),
  "gemini prompt": prompt("gemini"),
  "gemini settings": trusted(prompt("gemini")),
  "gemini settings below": trusted(below(prompt("gemini"))),
  "gemini settings each": trusted(each(prompt("gemini"))),
  /** It is asked to run the command that is called probe. */
  "gemini command each": trusted(
    each({ agent: "gemini", start: (inside) => adapters.gemini.start({ prompt: "/probe", ...inside }) }),
  ),
  /** What it makes of a repository's policies as if they were its user's own: those of a repository it leaves out. */
  "gemini policies": after(POLICIES),
  "gemini extensions": after(EXTENSIONS),
  "gemini hooks": trusted({ ...prompt("gemini"), keeps: "ran.txt" }),
  "gemini extension each": each(command("gemini", "extensions", "validate", ".")),
  /** What it lists of the extension in the folder of that name, once its user has linked it. */
  "gemini extension": trusted({
    agent: "gemini",
    start: (inside, program) => ({
      ...adapters.gemini.start({ prompt: "ping", ...inside }),
      program: "/bin/sh",
      args: ["-c", '"$0" extensions link ./extension --consent && "$0" extensions list', program],
    }),
  }),
  /** Whether it installs the plugins of the marketplace `mk` at the top. */
  "copilot install": installs("copilot"),
  "claude install": installs("claude-code"),
  /** The hooks of a folder that its user trusts, which write what ran into ran.txt of its HOME. */
  "copilot hooks": confided({ ...prompt("copilot"), keeps: "ran.txt" }),
  /** The servers that it takes in each folder. */
  "copilot servers each": confided(each(command("copilot", "mcp", "list"))),
  "copilot skills": command("copilot", "skill", "list", "--json"),
  "opencode config": command("opencode", "debug", "config"),
  "opencode config each": each(command("opencode", "debug", "config")),
  "opencode prompt": prompt("opencode"),
  "opencode prompt below": below(prompt("opencode")),
  /** Its programs, which write what ran into ran.txt of its HOME. */
  "opencode programs": { ...prompt("opencode"), keeps: "ran.txt" },
} as const satisfies Readonly<Record<string, Way>>;
export type Question = keyof typeof questions;
