import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import type { ScannerArchive } from "../../secrets/scanner-archive.ts";
import { temporaryFolder } from "../files/cache-folder.ts";
import { download, type DownloadLimits, Undelivered } from "../network/download.ts";
import { openToolCache } from "./tool-cache.ts";
import { unpackTar } from "./unpack-tar.ts";
import { unpackZip } from "./unpack-zip.ts";

type Env = Readonly<Record<string, string | undefined>>;

export interface InstalledScanner {
  /** In a folder that nobody else can write to. */
  readonly program: string;
  readonly remove: () => void;
}

const MEBIBYTE = 2 ** 20;
const LIMITS: DownloadLimits = { bytes: 64 * MEBIBYTE, patience: 180_000, pause: 1_000 };
const LARGEST_PROGRAM = 256 * MEBIBYTE;

/**
 * The program out of an archive whose bytes are the expected ones, taken from the cache or downloaded. What is checked
 * is what is unpacked, into a folder of this run:
 * nothing that others could change lies between the check and the start.
 */
export async function installScanner(
  archive: ScannerArchive,
  env: Env,
  checkout: string,
  limits: DownloadLimits = LIMITS,
): Promise<InstalledScanner> {
  const before = installedBefore(archive, env, checkout);
  if (before !== undefined) return before;
  const bytes = await fetchArchive(archive, limits);
  const installed = place(archive, bytes, env, checkout);
  openToolCache(env, checkout).keep(archive, bytes);
  return installed;
}

/** The program out of the cache; undefined where the archive is not there or is another one by now. */
export function installedBefore(archive: ScannerArchive, env: Env, checkout: string): InstalledScanner | undefined {
  const kept = openToolCache(env, checkout).read(archive, LIMITS.bytes);
  return kept !== undefined && sha256(kept) === archive.sha256 ? place(archive, kept, env, checkout) : undefined;
}

async function fetchArchive(archive: ScannerArchive, limits: DownloadLimits): Promise<Uint8Array> {
  const { url, credentials, file } = archive;
  const bytes = await download(url, credentials, limits).catch((error: unknown) => {
    if (!(error instanceof Undelivered)) throw error;
    throw new UsageError(
      `${file} cannot be downloaded from ${url.host}: ${error.message}. --tool-mirror names another address, --tool-path a program that is there already.`,
    );
  });
  const actual = sha256(bytes);
  if (actual === archive.sha256) return bytes;
  throw new UsageError(
    `${file} from ${url.host} is not the archive that it should be, and nothing of it was unpacked: its SHA-256 is ${actual}, expected ${archive.sha256}. If it is an archive of your own, pass its checksum as --sha256.`,
  );
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function place(archive: ScannerArchive, bytes: Uint8Array, env: Env, checkout: string): InstalledScanner {
  const content = programIn(archive, bytes);
  const folder = temporaryFolder(env, checkout, "agent-ci-scanner-");
  const program = join(folder, archive.program);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    writeFileSync(program, content, { mode: 0o700, flag: "wx" });
  } catch (error) {
    remove();
    throw error;
  }
  return { program, remove };
}

function programIn({ file, program }: ScannerArchive, bytes: Uint8Array): Uint8Array {
  const unpack = file.endsWith(".zip") ? unpackZip : unpackTar;
  let content: Uint8Array | undefined;
  try {
    content = unpack(bytes, program, LARGEST_PROGRAM);
  } catch (error) {
    throw new UsageError(`${file} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (content !== undefined) return content;
  throw new UsageError(`${file} holds no file named ${program}.`);
}
