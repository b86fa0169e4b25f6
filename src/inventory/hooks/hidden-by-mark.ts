import type { Artifact } from "../../model/artifact.ts";
import { hooksOf } from "./hooks.ts";

/** Whether a byte order mark keeps Claude Code from running the hooks of a plugin's file. */
export const isHiddenByMark = (artifact: Artifact): boolean =>
  artifact.kind === "hooks" &&
  artifact.source.bom &&
  /(?:^|\/)hooks\/hooks\.json$/.test(artifact.path) &&
  hooksOf(artifact)?.dialect === "claude-code";
