import { posix } from "node:path";
import { textField } from "../../model/field.ts";
import { nearest } from "../../model/nearest.ts";
import type { Repository } from "../../model/rule.ts";
import { mcpServersOf, WITH_SERVERS } from "../manifests/mcp-servers.ts";
import { pluginManifest, stringAtKeys } from "../manifests/plugins.ts";

/** Agents that Claude Code brings along; code.claude.com/docs/en/sub-agents, read on 2026-11-21. The list grows. */
const BUILT_IN_AGENTS = [
  "general-purpose",
  "Explore",
  "Plan",
  "statusline-setup",
  "claude-code-guide",
  "claude",
  "fork",
];

/** The names under which a repository's agents can be called: of the frontmatter, of the file, and its path. */
export function agentNames(repository: Repository): ReadonlySet<string> {
  const names = new Set(BUILT_IN_AGENTS);
  for (const agent of repository.of("agent")) {
    names.add(textField(agent, "name")?.value ?? "");
    names.add(posix.basename(agent.path).replace(/(?:\.agent|\.chatmode)?\.md$/, ""));
    names.add(agent.path);
  }
  for (const { path, data } of repository.of("agent-file")) {
    names.add(stringAtKeys(data, "name") ?? "");
    names.add(posix.basename(path).replace(/\.[a-z]+$/, ""));
    names.add(path);
  }
  names.delete("");
  return names;
}

/** The names of a repository's skills: of the frontmatter and of the folder. */
export function skillNames(repository: Repository): ReadonlySet<string> {
  return new Set(
    repository
      .of("skill")
      .flatMap((skill) => [textField(skill, "name")?.value ?? "", posix.basename(posix.dirname(skill.path))])
      .filter((name) => name !== ""),
  );
}

/** The names of all MCP servers that a repository declares. */
export function serverNames(repository: Repository): ReadonlySet<string> {
  return new Set(repository.of(...WITH_SERVERS).flatMap((artifact) => mcpServersOf(artifact).map(({ name }) => name)));
}

/** The names of the plugins that the repository holds. */
export function pluginNames(repository: Repository): ReadonlySet<string> {
  return new Set(
    repository.of("plugin").flatMap((artifact) => stringAtKeys(pluginManifest(artifact)?.data, "name") ?? []),
  );
}

/** Whether a name is that of another plugin's component: `plugin:name`, where `plugins` does not have the plugin. */
export function isElsewhere(plugins: ReadonlySet<string>, name: string): boolean {
  const plugin = /^([^:]+):./.exec(name)?.[1];
  return plugin !== undefined && !plugins.has(plugin);
}

/** The name without its plugin. */
export const bareName = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Known names that a suggestion is looked for among.
 * More than this nobody wrote by hand, and comparing each with each would take minutes.
 */
const MOST_SUGGESTIONS = 1000;

/** `; there is "x"` where a known name lies next to a name, else nothing. */
export function suggestion(name: string, known: ReadonlySet<string>): string {
  const meant = known.size > MOST_SUGGESTIONS ? undefined : nearest(name, known);
  return meant === undefined ? "" : `; there is "${meant}"`;
}
