import { artifactAt } from "../../../inventory/artifact-at.ts";
import type { Offer } from "../../../catalogue/offer.ts";
import { isMissing, linksWhere, meansFile, placesOf } from "../../../inventory/links/link-target.ts";
import { folderOf, layoutOf, pathFrom } from "../../../inventory/places/layout.ts";
import type { Repository } from "../../../model/rule.ts";

/** A model reads them one after the other. */
const MOST = 20;
/** UTF-16 units of a text that every client shows its model as a whole. */
const LONGEST = 20_000;

/** The texts that a skill links to, from the checked folder: those that are there, and those that should be. */
export function namedFiles(repository: Repository): (skill: Offer) => readonly string[] {
  const layout = layoutOf(repository);
  return ({ path }) => {
    const skill = artifactAt(repository, "skill", path);
    if (!skill) return [];
    const named = [...linksWhere(skill, (target) => target.path !== "" && meansFile(target.path))].flatMap(
      ({ target }): readonly string[] => {
        const places = placesOf(layout, path, target.path).flatMap((place) => place ?? []);
        const there = places.find((place) => repository.entry(place)?.type === "file");
        if (there !== undefined) return isShort(repository, there) ? [there] : [];
        const meant = isMissing(layout, path, target.path) ? pathFrom(folderOf(path), target.path) : undefined;
        return meant === undefined ? [] : [meant];
      },
    );
    return [...new Set(named)].filter((one) => one !== path).slice(0, MOST);
  };
}

const isShort = ({ source }: Repository, path: string): boolean => {
  const text = source(path)?.text;
  return text !== undefined && text.length <= LONGEST;
};
