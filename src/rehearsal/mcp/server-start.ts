import type { McpServer } from "../../inventory/manifests/mcp-servers.ts";
import { FAKE_KEY } from "../adapters/adapter.ts";
import type { Launch } from "./replace-servers.ts";

/** How a configured server is started to be asked for its tools; why it cannot be where there is no network. */
export type ServerStart = (Launch & { readonly env: Readonly<Record<string, string>> }) | { readonly refused: string };

/** Programs that fetch what they start. */
const FETCHES = new Set(["npx", "bunx", "pnpx", "uvx", "pipx", "docker", "podman", "dnx"]);
const REFERENCE = /\$\{[^}]*\}|\{env:[^}]*\}|\$[A-Z_][A-Z0-9_]*\b/g;
const PROJECT = /\$\{(?:CLAUDE_PROJECT_DIR|workspaceFolder|workspaceRoot)(?::-[^}]*)?\}/g;
const DEFAULTED = /\$\{[A-Za-z_]\w*:-([^}]*)\}/g;

/** References to variables get a key that is none: a real one never comes into a sandbox. */
export function serverStart({ command, args, env, url }: McpServer, workspace: string): ServerStart {
  if (!command)
    return {
      refused: url
        ? "it is reached over a network, which a sandbox has none of"
        : "it has neither a command nor an address",
    };
  const program = command.value.slice(command.value.lastIndexOf("/") + 1);
  if (FETCHES.has(program))
    return { refused: `${program} may have to fetch it over a network, which a sandbox has none of` };
  const filled = (text: string): string =>
    text
      .replaceAll(PROJECT, () => workspace)
      .replaceAll(DEFAULTED, (_, value: string) => value)
      .replaceAll(REFERENCE, () => FAKE_KEY);
  return {
    command: filled(command.value),
    args: args.map(({ value }) => filled(value)),
    env: Object.fromEntries(env.map(({ key, value }) => [key, filled(value.value)])),
  };
}
