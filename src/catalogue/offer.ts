import { createHash } from "node:crypto";
import { fieldText } from "../context/fields.ts";
import { folderName } from "../context/folder-name.ts";
import type { ArtifactOf } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";

export const KINDS_OF_OFFER = ["skill", "agent", "command"] as const;
type Chosen = ArtifactOf<(typeof KINDS_OF_OFFER)[number]>;

/** What a model or a person chooses by its name and description. */
export interface Offer {
  readonly kind: Chosen["kind"];
  readonly path: string;
  readonly name: string;
  readonly description: string;
  /** Of all that it is found by: what was changed is another offer. */
  readonly digest: string;
}

/** Everything in a repository that is chosen by what it says of itself, in the order of the paths. */
export const catalogueOf = (repository: Repository): readonly Offer[] =>
  repository
    .of(...KINDS_OF_OFFER)
    .map(offerOf)
    .sort((one, other) => (one.path < other.path ? -1 : 1));

function offerOf(artifact: Chosen): Offer {
  const { kind, path } = artifact;
  const name = fieldText(artifact, "name") ?? nameByPath(artifact);
  const when = fieldText(artifact, "when_to_use");
  const description = [fieldText(artifact, "description"), when].filter((text) => text !== undefined).join(" ");
  const digest = createHash("sha256")
    .update(JSON.stringify([kind, path, name, description]))
    .digest("hex");
  return { kind, path, name, description, digest };
}

const nameByPath = ({ kind, path }: Chosen): string =>
  (kind === "skill" ? folderName(path) : undefined) ?? path.slice(path.lastIndexOf("/") + 1).split(".")[0] ?? path;
