import { fieldText } from "../context/fields.ts";
import { folderOf } from "../inventory/places/layout.ts";
import type { ArtifactOf } from "../model/artifact.ts";
import type { TextFile } from "./count-files.ts";

/** The three parts of a skill, as texts. */
export function skillTexts(skill: ArtifactOf<"skill">, files: readonly TextFile[]) {
  const folder = folderOf(skill.path);
  const name = fieldText(skill, "name") ?? (folder.slice(folder.lastIndexOf("/") + 1) || skill.path);
  return {
    name,
    metadata: `- ${name}: ${fieldText(skill, "description") ?? ""}\n`,
    body: skill.source.text.slice(skill.body.start),
    references: files.filter(
      ({ class: kind, path }) => kind === "reference" && folder !== "" && path.startsWith(`${folder}/`),
    ),
  };
}
