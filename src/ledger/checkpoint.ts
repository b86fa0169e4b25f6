import { fromBase64, openNote, type SigningKey, signNote, type VerifyingKey } from "./note.ts";

/**
 * How large a log was, and its root then: the text of a https://c2sp.org/tlog-checkpoint, read 2026-11-30. Its origin is
 * the name of the key.
 */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** The commit on which it was written; null where there was none, undefined where it does not say. */
  readonly upon: string | null | undefined;
}

export type OpenedCheckpoint =
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly reason: string };

export const sealCheckpoint = ({ size, root, upon }: Omit<Checkpoint, "origin">, key: SigningKey): string => {
  const lines = [key.name, String(size), root, ...(upon === undefined ? [] : [`upon ${upon ?? "nothing"}`])];
  return signNote(`${lines.join("\n")}\n`, key);
};

/** What one of the keys signed. */
export function openCheckpoint(note: string, keys: readonly VerifyingKey[]): OpenedCheckpoint {
  const opened = openNote(note, keys);
  if (!opened.ok) return opened;
  const [origin = "", size = "", root = "", ...others] = opened.text.slice(0, -1).split("\n");
  const digest = fromBase64(root);
  if (!/^(?:0|[1-9]\d{0,14})$/.test(size) || digest?.length !== 32 || others.includes(""))
    return { ok: false, reason: "what it signs is no checkpoint" };
  if (origin !== opened.by.name) return { ok: false, reason: `it is of another log, ${origin}` };
  return { ok: true, checkpoint: { origin, size: Number(size), root, upon: uponIn(others) } };
}

function uponIn(lines: readonly string[]): Checkpoint["upon"] {
  const said = lines.find((line) => line.startsWith("upon "))?.slice("upon ".length);
  return said === "nothing" ? null : said;
}
