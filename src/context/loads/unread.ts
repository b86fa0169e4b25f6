import type { Artifact } from "../../model/artifact.ts";
import { hasProblem } from "../fields.ts";
import type { Reason } from "../loading.ts";
import { dropped } from "./reasons.ts";

/** Says that no reader can read a file; true where that is so. */
export function* unread(artifact: Artifact): Generator<Reason, boolean> {
  if (!hasProblem(artifact, "unreadable", "too-large")) return false;
  yield dropped("unreadable", "The file cannot be read.");
  return true;
}
