import { AGENT_PLUGINS_SCHEMA } from "../../clients/plugin-manifests.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import type { Repository } from "../../model/rule.ts";
import { folderAt, pluginManifest, type PluginManifest, stringAtKeys } from "./plugins.ts";

/** A plugin by the common standard, with the version of the standard that it declares. */
export interface AgentPlugin extends PluginManifest {
  readonly version: string;
}

export function agentPlugin(artifact: ArtifactOf<"plugin">): AgentPlugin | undefined {
  const manifest = pluginManifest(artifact);
  if (manifest?.dialect !== "agent-plugins") return undefined;
  const version = AGENT_PLUGINS_SCHEMA.exec(stringAtKeys(manifest.data, "$schema") ?? "")?.[1];
  return version === undefined ? undefined : { ...manifest, version };
}

/** The `mcp.json` at the root of a plugin by the common standard. */
export interface AgentPluginServers {
  readonly plugin: AgentPlugin;
  readonly artifact: ArtifactOf<"mcp">;
}

export function* agentPluginServers(repository: Repository): Generator<AgentPluginServers> {
  const plugins = repository.of("plugin").flatMap((artifact) => agentPlugin(artifact) ?? []);
  if (plugins.length === 0) return;
  const files = new Map(repository.of("mcp").map((artifact) => [artifact.path, artifact]));
  for (const plugin of plugins) {
    const artifact = files.get(folderAt(plugin.root, "mcp.json") ?? "");
    if (artifact) yield { plugin, artifact };
  }
}
