import manifest from "../../package.json" with { type: "json" };

interface Oldest {
  readonly major: number;
  readonly minor: number;
  /** As people say it: `22.12`. */
  readonly text: string;
}

/**
 * The oldest Node, as package.json states it and nothing else does: what users need, and what the project's own scripts
 * start on, which install a newer one.
 */
export const OLDEST_NODE: { readonly user: Oldest; readonly developer: Oldest } = {
  user: oldestIn(manifest.engines.node),
  developer: oldestIn(manifest.devEngines.runtime.version),
};

function oldestIn(range: string): Oldest {
  const [, text, major, minor = "0"] = /^>=((\d+)(?:\.(\d+))?)$/.exec(range) ?? [];
  if (text === undefined)
    throw new Error(`package.json: "${range}" is no oldest version of Node. Write it as >=22.12.`);
  return { major: Number(major), minor: Number(minor), text };
}
