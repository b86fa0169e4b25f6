import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realPlace } from "../files/inside.ts";
import { whenEnded } from "./when-ended.ts";

/** A folder for as long as this takes; it is gone afterwards, also where somebody ends the process. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(realPlace(tmpdir()), "agent-ci-"));
  const clean = (): void => rmSync(folder, { recursive: true, force: true });
  const release = whenEnded(clean);
  try {
    return await work(folder);
  } finally {
    release();
    clean();
  }
}
