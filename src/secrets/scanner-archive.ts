import { isHere } from "../model/is-here.ts";
import { UsageError } from "../model/usage-error.ts";
import type { ScannerName } from "./leak.ts";
import { type Platform, SCANNER_RELEASES } from "./scanner-releases.ts";

/** What has to be fetched, and what of it is wanted. */
export interface ScannerArchive {
  readonly scanner: ScannerName;
  readonly version: string;
  readonly platform: Platform;
  /** Without the credentials that a mirror's address may hold. */
  readonly url: URL;
  /** User and password of the mirror's address. */
  readonly credentials?: string;
  readonly file: string;
  /** The one entry that is taken out. */
  readonly program: string;
  readonly sha256: string;
}

interface Wanted {
  readonly scanner: ScannerName;
  /** As Node names them. */
  readonly os: string;
  readonly processor: string;
  readonly sha256?: string | undefined;
  readonly mirror?: string | undefined;
}

const SYSTEMS: Readonly<Record<string, "linux" | "darwin" | "windows">> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};

/** The archive for this machine. Throws UsageError where nothing says what its bytes must be. */
export function scannerArchive({ scanner, os, processor, sha256, mirror }: Wanted): ScannerArchive {
  const { version, releases, checksums } = SCANNER_RELEASES[scanner];
  const platform = platformOf(scanner, os, processor);
  const file = `${scanner}_${version}_${platform}.${os === "win32" ? "zip" : "tar.gz"}`;
  const pinned = checksums[platform]?.sha256;
  const expected = sha256 === undefined ? pinned : own(sha256);
  if (expected === undefined)
    throw new UsageError(
      `No two public records give the checksum of ${file}. Compare the archive yourself, and pass --sha256 with its 64 hexadecimal digits.`,
    );
  const base = mirror === undefined ? { url: new URL(releases) } : mirrorOf(mirror);
  const url = new URL(base.url);
  url.pathname = `${url.pathname.replace(/(?<!\/)\/+$/, "")}/v${version}/${file}`;
  const program = os === "win32" ? `${scanner}.exe` : scanner;
  return { scanner, version, platform, ...base, url, file, program, sha256: expected };
}

function platformOf(scanner: ScannerName, os: string, processor: string): Platform {
  const system = SYSTEMS[os];
  if (system === undefined || (processor !== "x64" && processor !== "arm64"))
    throw new UsageError(
      `${scanner} is not installed for ${os} on ${processor}. Install it yourself, and pass its path as --tool-path.`,
    );
  return `${system}_${processor}`;
}

function own(sha256: string): string {
  if (/^[0-9a-f]{64}$/i.test(sha256)) return sha256.toLowerCase();
  throw new UsageError("--sha256 takes the SHA-256 of the archive: 64 hexadecimal digits.");
}

/** The mirror that somebody named. Its address is never quoted: it may hold a password. */
function mirrorOf(mirror: string): { readonly url: URL; readonly credentials?: string } {
  const url = URL.canParse(mirror) ? new URL(mirror) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw new UsageError("--tool-mirror takes an address that begins with https:// or http://.");
  const open = url.protocol === "http:" && !isHere(url.hostname);
  if (open && url.password !== "")
    throw new UsageError("--tool-mirror holds a password, which http:// would show on its way. Use https://.");
  const credentials = url.username === "" && url.password === "" ? undefined : [url.username, url.password];
  url.username = "";
  url.password = "";
  url.hash = "";
  return credentials === undefined ? { url } : { url, credentials: credentials.map(decoded).join(":") };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
