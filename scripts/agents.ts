import { type Agent, agents, isAgent } from "./agents/table.ts";
import type { Installed } from "./clients/client-cache.ts";
import { installClient } from "./clients/install-client.ts";

/**
 * Installs the real agent clients into the cache outside the clone, one after the other; throws on the first that
 * fails.
 */
async function installAgents(): Promise<ReadonlyMap<Agent, Installed>> {
  const installed = new Map<Agent, Installed>();
  for (const name of Object.keys(agents).filter(isAgent)) {
    const outcome = await installClient(agents[name]);
    if (outcome.kind === "failed") throw new Error(`${name}@${agents[name].version}: ${outcome.reason}`);
    process.stderr.write(`${name}@${agents[name].version} ${outcome.kind} after ${outcome.seconds.toFixed(1)} s\n`);
    installed.set(name, outcome.installed);
  }
  return installed;
}

if (import.meta.main) {
  try {
    const installed = await installAgents();
    for (const [name, { path }] of installed) console.log(`${name.padEnd(12)} ${path}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
