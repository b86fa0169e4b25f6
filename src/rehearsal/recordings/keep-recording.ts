import type { Recording } from "./recording.ts";
import { readRecording, renderRecording } from "./recording-file.ts";

export type Kept =
  | { readonly ok: true; readonly recording: Recording; readonly file: string }
  | { readonly ok: false; readonly why: string };

/**
 * Whether a recording may be kept, and its file:
 * not with a secret that redaction left, nor with an outage that nobody asked for.
 */
export function keepRecording(recording: Recording, keepErrors: readonly number[] = []): Kept {
  const { status } = recording.response;
  if (isOutage(status) && !keepErrors.includes(status))
    return { ok: false, why: `status ${status} is an outage or a wrong key, and no answer; keep it only on purpose` };
  const file = renderRecording(recording);
  const read = readRecording(file);
  if (!read.ok) return { ok: false, why: read.reason };
  return { ok: true, recording, file };
}

const isOutage = (status: number): boolean => status === 401 || status === 403 || status >= 500;
