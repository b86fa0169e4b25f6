import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Mismatch } from "../../model/read-value.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { Leak, ScannerName } from "../../secrets/leak.ts";
import { readScannerReport } from "../../secrets/read-scanner-report.ts";
import { redact } from "../../secrets/redact.ts";
import { whenEnded } from "../machine/when-ended.ts";

/** A program that searches for secrets, looked up. */
export interface Scanner {
  readonly name: ScannerName;
  readonly program: string;
  /** As the program says it; undefined where it says none, as builds of distributions do. */
  readonly version?: string;
  /** Takes away what was unpacked for this run. */
  readonly remove?: () => void;
}

/** What a program is asked to search. */
export interface ScanRequest {
  readonly verb: readonly ["dir", string] | readonly ["git", ...string[]];
  /** Where it starts, outside the checkout: launchers of versions choose a program by the files that are there. */
  readonly folder: string;
  /** The file of its rules and allow-lists: never one that the program finds for itself. */
  readonly config: string;
  /** A folder without an ignore file. */
  readonly ignores: string;
  readonly env: NodeJS.ProcessEnv;
}
export interface ScanLimits {
  /** Milliseconds. */
  readonly patience: number;
  /** Bytes of a report. */
  readonly report: number;
}

/** A code that no program uses for its own mistakes, so that none of them is ever taken for findings, or for none. */
const LEAKS = 7;
const LIMITS: ScanLimits = { patience: 1_800_000, report: 256 * 2 ** 20 };
const MOST_SAID = 4096;

/**
 * Runs `gitleaks` or `betterleaks` (8.19 and later know these verbs) and reads its report, before anything is left out.
 * The report goes through a pipe: it holds the secrets, and no disk gets to see it.
 * Throws UsageError where the program fails.
 */
export async function scanWith(
  scanner: Scanner,
  { verb, folder, config, ignores, env }: ScanRequest,
  limits: ScanLimits = LIMITS,
): Promise<readonly Leak[]> {
  const args = [
    ...verb,
    "--config",
    config,
    "--ignore-gitleaks-allow",
    "--gitleaks-ignore-path",
    ignores,
    "--report-format",
    "json",
    "--report-path",
    "-",
    "--exit-code",
    String(LEAKS),
    "--no-banner",
    "--no-color",
    "--log-level",
    "error",
  ];
  const { code, report, said } = await run(scanner, args, { folder, env, limits });
  // Where its git fails it says so, reports what it has, and ends as if that were all.
  if ((code !== 0 && code !== LEAKS) || said !== "") throw failed(scanner, said);
  try {
    const leaks = readScannerReport(report);
    if (code === LEAKS && leaks.length === 0) throw new Mismatch("it names no finding, and the program found some");
    return leaks;
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new UsageError(`The report of ${scanner.name} (${scanner.program}) cannot be used: ${error.message}.`);
  }
}

/** What `gitleaks version` prints, if that is a version: builds of distributions print a sentence instead. */
export async function scannerVersion(scanner: Scanner, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const folder = dirname(scanner.program);
  const limits = { patience: 30_000, report: MOST_SAID };
  const { code, report } = await run(scanner, ["version"], { folder, env, limits });
  const [version] = /^v?\d[\w.+-]{0,60}$/.exec(report.trim()) ?? [];
  return code === 0 ? version?.replace(/^v/, "") : undefined;
}

interface Running {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly limits: ScanLimits;
}
interface Ran {
  readonly code: number | null;
  readonly report: string;
  readonly said: string;
}

function run({ name, program }: Scanner, args: readonly string[], { folder, env, limits }: Running): Promise<Ran> {
  return new Promise((done, refuse) => {
    const child = spawn(program, args, { cwd: folder, env, windowsHide: true, stdio: ["ignore", "pipe", "pipe"] });
    const pieces: Buffer[] = [];
    let bytes = 0;
    let said = "";
    const stop = (why: string): void => {
      child.kill("SIGKILL");
      refuse(new UsageError(`${name} (${program}) was stopped: ${why}.`));
    };
    const release = whenEnded(() => child.kill("SIGKILL"));
    const clock = setTimeout(() => stop(`it took more than ${limits.patience / 1000} s`), limits.patience);
    child.stderr.on("data", (piece: Buffer) => (said = (said + piece.toString()).slice(-MOST_SAID)));
    child.stdout.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > limits.report) stop(`its report is larger than ${limits.report} bytes`);
      else pieces.push(piece);
    });
    child.on("error", (error) => {
      release();
      clearTimeout(clock);
      refuse(new UsageError(`${name} (${program}) cannot be started: ${error.message}.`));
    });
    child.on("close", (code, signal) => {
      release();
      clearTimeout(clock);
      done({ code, report: Buffer.concat(pieces).toString(), said: said || (signal ?? "") });
    });
  });
}

function failed({ name, program }: Scanner, said: string): UsageError {
  if (/unknown command/.test(said))
    return new UsageError(`${name} (${program}) does not know \`dir\` and \`git\`: it is older than 8.19. Update it.`);
  const words = redact(stripVTControlCharacters(said).trim()).replaceAll(/\s+/g, " ");
  return new UsageError(`${name} (${program}) failed, and nothing was judged: ${words || "it said nothing"}`);
}
