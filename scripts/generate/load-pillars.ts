import type { Manifest, Pillar } from "../../src/commands/command.ts";

/** A command that runs in pipelines. */
export type PillarManifest = Manifest & { readonly pillar: Pillar };

/** The commands that are an action and a component, ordered by name. Loaded late: they read files that are generated themselves. */
export async function loadPillars(): Promise<readonly PillarManifest[]> {
  const { commands } = await import("../../src/commands/index.ts");
  const manifests: readonly Manifest[] = await Promise.all(Object.values(commands).map((load) => load()));
  return manifests.filter(isPillar).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const isPillar = (manifest: Manifest): manifest is PillarManifest => manifest.pillar !== undefined;
