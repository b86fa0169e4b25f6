import { MANIFESTS_OF_MARKETPLACE } from "../../clients/plugin-manifests.ts";
import type { ArtifactOf } from "../../model/artifact.ts";
import type { Repository } from "../../model/rule.ts";
import { type MarketplaceEntry, marketplaceEntries, type PluginManifest, pluginManifest } from "./plugins.ts";
import { group } from "../../model/group.ts";

/** An entry of a marketplace beside the manifest that the marketplace's client reads for it. */
export interface ListedManifest {
  readonly marketplace: ArtifactOf<"marketplace">;
  readonly entry: MarketplaceEntry;
  readonly manifest: PluginManifest;
}

/** Local plugins that say the same things in two places: in the marketplace and in their own manifest. */
export function* listedManifests(repository: Repository): Generator<ListedManifest> {
  const marketplaces = repository.of("marketplace");
  if (marketplaces.length === 0) return;
  const byRoot = manifestsByRoot(repository);
  for (const marketplace of marketplaces) {
    const wanted = (marketplace.dialect && MANIFESTS_OF_MARKETPLACE[marketplace.dialect]) ?? [];
    for (const entry of marketplaceEntries(marketplace)) {
      const manifests = entry.folder === undefined ? [] : (byRoot.get(entry.folder) ?? []);
      const preferred = wanted.find((dialect) => manifests.some((one) => one.dialect === dialect));
      const manifest = manifests.find(({ dialect }) => dialect === preferred);
      if (manifest) yield { marketplace, entry, manifest };
    }
  }
}

/** All manifests of each plugin, by the plugin's folder. */
export function manifestsByRoot(repository: Repository): ReadonlyMap<string, readonly PluginManifest[]> {
  return group(
    repository.of("plugin").flatMap((artifact) => pluginManifest(artifact) ?? []),
    ({ root }) => root,
  );
}
