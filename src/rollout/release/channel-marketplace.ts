import { pathFrom } from "../../inventory/places/layout.ts";
import { isObject, parsed } from "../../model/json.ts";
import type { Made, ReleaseContents } from "./release.ts";

/** Where a release can be fetched from. */
export interface ReleasedAt {
  /** Of the repository, as its readers reach it. */
  readonly url: string;
  /** The branch on which the commit lies. */
  readonly ref: string;
  readonly sha: string;
}
type Members = Readonly<Record<string, unknown>>;

/** Folders that marketplaces lie in: the paths in one start above. */
const PLACE = /(?:^|\/)(?:\.claude-plugin|\.cursor-plugin|\.github\/plugin|\.agents\/plugins)\/marketplace\.json$/;

/**
 * A marketplace of one channel: the one that a release holds, under a name of the channel's own, with each plugin of
 * the release pinned to the commit that holds it. `suffix`: what stands behind the name.
 */
export function channelMarketplace(
  release: ReleaseContents,
  file: string,
  suffix: string,
  at: ReleasedAt,
): Made<string> {
  const read = readMarketplace(release, file);
  if (!read.ok) return read;
  const { marketplace, name, plugins, top, base } = read.value;
  const faults: string[] = [];
  const pinned = plugins.map((plugin) => {
    const written = localPath(plugin["source"]);
    if (written === undefined) return plugin; // of another repository: it has a pin of its own, or none
    const folder = folderIn(top, base, written);
    const known =
      folder !== undefined && release.files.some(({ path }) => folder === "" || path.startsWith(`${folder}/`));
    if (!known) faults.push(`${file}: the release has no ${JSON.stringify(written)}`);
    const { url, ref, sha } = at;
    const source =
      folder === "" ? { source: "url", url, ref, sha } : { source: "git-subdir", url, path: folder, ref, sha };
    return { ...plugin, source };
  });
  if (faults.length > 0) return { ok: false, faults };
  const text = `${JSON.stringify({ ...marketplace, name: `${name}${suffix}`, plugins: pinned }, null, 2)}\n`;
  return { ok: true, value: text };
}

/**
 * The plugins that would not reach who has the release before: Claude Code takes one for the other where both say the
 * same version, be their files what they may.
 */
export function sameVersions(before: ReleaseContents, after: ReleaseContents, file: string): readonly string[] {
  const [old, now] = [before, after].map((release) => pluginsIn(release, file));
  return [...(now ?? new Map<string, Plugin>())].flatMap(([name, { version, digest }]) => {
    const was = old?.get(name);
    if (version === undefined || was?.version !== version || was.digest === digest) return [];
    return [
      `plugin ${JSON.stringify(name)} has other files and the same version ${JSON.stringify(version)}: raise it, or take \`version\` out, and the commit counts`,
    ];
  });
}

interface Plugin {
  readonly version: string | undefined;
  /** Of all its files. */
  readonly digest: string;
}

function pluginsIn(release: ReleaseContents, file: string): ReadonlyMap<string, Plugin> {
  const read = readMarketplace(release, file);
  if (!read.ok) return new Map();
  const { plugins, top, base } = read.value;
  return new Map(
    plugins.flatMap((plugin): (readonly [string, Plugin])[] => {
      const written = localPath(plugin["source"]);
      const folder = written === undefined ? undefined : folderIn(top, base, written);
      if (folder === undefined || typeof plugin["name"] !== "string") return [];
      const below = folder === "" ? "" : `${folder}/`;
      const files = release.files.filter(({ path }) => path.startsWith(below));
      const digest = files.map(({ path, sha256, executable }) => `${sha256} ${executable} ${path}`).join("\n");
      const manifest = `${below}.claude-plugin/plugin.json`;
      const own = files.some(({ path }) => path === manifest) ? jsonAt(release, manifest)?.["version"] : undefined;
      const version = own ?? plugin["version"];
      return [[plugin["name"], { version: typeof version === "string" ? version : undefined, digest }]];
    }),
  );
}

interface Marketplace {
  readonly marketplace: Members;
  readonly name: string;
  readonly plugins: readonly Members[];
  /** The folder of the release that its paths start at. */
  readonly top: string;
  readonly base: string;
}

function readMarketplace(release: ReleaseContents, file: string): Made<Marketplace> {
  const fault = (said: string): Made<never> => ({ ok: false, faults: [`${file}: ${said}`] });
  if (!release.files.some(({ path }) => path === file))
    return fault("the release does not hold it, and nothing else says which plugins there are. Include it");
  const place = PLACE.exec(file);
  if (!place) return fault("clients look for .claude-plugin/marketplace.json, or for one of their own");
  const marketplace = jsonAt(release, file);
  const { name, plugins, metadata } = marketplace ?? {};
  if (!marketplace || typeof name !== "string" || !Array.isArray(plugins)) return fault("it is no marketplace");
  const base = isObject(metadata) && typeof metadata["pluginRoot"] === "string" ? metadata["pluginRoot"] : "";
  const top = file.slice(0, place.index);
  return { ok: true, value: { marketplace, name, plugins: plugins.filter(isObject), top, base } };
}

function jsonAt(release: ReleaseContents, path: string): Members | undefined {
  const value = parsed(Buffer.from(release.read(path)).toString("utf8"));
  return isObject(value) ? value : undefined;
}

/** The path of a source in the same repository: `"./x"`, or Codex's `{ source: "local", path: "./x" }`. */
function localPath(source: unknown): string | undefined {
  const path = isObject(source) && source["source"] === "local" ? source["path"] : source;
  return typeof path === "string" && !/^[\w.-]+@|:\/\//.test(path) ? path : undefined;
}

/** The folder of the release that a path means; undefined where it leaves the release. */
const folderIn = (top: string, base: string, written: string): string | undefined =>
  pathFrom(top, [written.startsWith("./") ? "." : base || ".", written].join("/"))?.replace(/\/$/, "");
