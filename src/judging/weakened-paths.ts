import { configuredSuppressions } from "../check/suppressions/configured-suppressions.ts";
import type { Suppression } from "../check/suppressions/suppression.ts";
import type { Settings } from "../config/schema.ts";
import type { PolicyInPlace } from "../workspace/policy-in-place.ts";

const MOST_SHOWN = 3;

/**
 * By which keys a policy lets through what another refused of the paths that there are, in words: files that it leaves
 * out, takes for something else, or suppresses findings in. Its entries need not read otherwise for that, as where they
 * count from elsewhere.
 */
export function weakenedPaths(
  was: PolicyInPlace,
  is: PolicyInPlace,
  paths: readonly string[],
): Readonly<Partial<Record<keyof Settings, readonly string[]>>> {
  const ignored = paths.filter((path) => is.ignored(path) && !was.ignored(path));
  const other = paths.filter((path) => {
    const kind = was.kindOf(path);
    return kind !== undefined && is.kindOf(path) !== kind;
  });
  const old = suppressionsOf(was);
  const suppressed = suppressionsOf(is).flatMap((one) => {
    const covered = paths.filter((path) => one.covers({ path }) && !old.some((before) => isAsWide(before, one, path)));
    return covered.length === 0 ? [] : [`${one.rule} in ${shown(covered)}, where it was not before`];
  });
  return {
    ignore: ignored.length === 0 ? [] : [`${shown(ignored)} is left out`],
    kinds: other.length === 0 ? [] : [`${shown(other)} is no longer taken for what it was`],
    suppress: suppressed,
  };
}

/** That the paths of a configuration count from another folder: its globs are about other files, or will be. */
export const movedFolder = (was: PolicyInPlace, is: PolicyInPlace): readonly string[] =>
  was.folder === is.folder
    ? []
    : [`Paths of the configuration count from ${nameOf(is.folder)} now, and no longer from ${nameOf(was.folder)}`];

const suppressionsOf = ({ settings, fromConfig }: PolicyInPlace): readonly Suppression[] =>
  configuredSuppressions(settings.suppress, fromConfig, () => undefined);

const isAsWide = (before: Suppression, now: Suppression, path: string): boolean =>
  before.rule === now.rule && (before.until ?? "9") >= (now.until ?? "9") && before.covers({ path });

const shown = (paths: readonly string[]): string =>
  paths.slice(0, MOST_SHOWN).join(", ") + (paths.length > MOST_SHOWN ? ` and ${paths.length - MOST_SHOWN} more` : "");

const nameOf = (folder: string): string => (folder === "" ? "the repository's top" : folder);
