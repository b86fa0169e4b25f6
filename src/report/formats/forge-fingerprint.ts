import { createHash } from "node:crypto";
import type { Diagnostic } from "../../model/diagnostic.ts";

/**
 * The fingerprint of a finding as GitLab gets it. GitLab keeps one finding per fingerprint, over all files and reports
 * of a pipeline: the path is part of it. `known` grows.
 */
export function forgeFingerprint(path: string, diagnostic: Diagnostic, known: Set<string>): string {
  for (let twin = 0; ; twin += 1) {
    const parts = [path, diagnostic.fingerprint, ...(twin === 0 ? [] : [twin])];
    const hash = createHash("sha256").update(parts.join("\0")).digest("hex");
    if (known.has(hash)) continue;
    known.add(hash);
    return hash;
  }
}
