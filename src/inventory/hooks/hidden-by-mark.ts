import type { Artifact } from "../../model/artifact.ts";
import type { Client } from "../../model/client.ts";
import { hooksOf } from "./hooks.ts";

/** The client that a byte order mark in front of a file keeps from running its hooks, and how it is called. */
interface HiddenFrom {
  readonly client: Client;
  readonly name: string;
}

/** Files of hooks that their client reads as JSON from the first byte on. Of settings, each client takes a mark. */
const READ_STRICTLY: readonly (HiddenFrom & { readonly files: RegExp })[] = [
  { client: "claude-code", name: "Claude Code", files: /(?:^|\/)hooks\/hooks\.json$/ },
  { client: "codex", name: "Codex", files: /(?:^|\/)\.codex\/hooks\.json$/ },
  { client: "copilot", name: "Copilot CLI", files: /(?:^|\/)\.github\/hooks\// },
];

export function hiddenByMark(artifact: Artifact): HiddenFrom | undefined {
  if (artifact.kind !== "hooks" || !artifact.source.bom) return undefined;
  const { dialect, events = [] } = hooksOf(artifact) ?? {};
  if (events.length === 0) return undefined;
  return READ_STRICTLY.find(({ client, files }) => client === dialect && files.test(artifact.path));
}
