import type { Reader } from "../../context/instruction-files.ts";
import type { CapturedPrefix } from "../../cost/estimate/estimate.ts";
import { readDataFile } from "../../host/files/read-data-file.ts";
import { UsageError } from "../../model/usage-error.ts";
import { type ComparedBill, type ContextBills, readBills } from "../../rehearsal/bill/bill-section.ts";
import { readReport } from "../../report/read-report.ts";

/** What clients really sent with every request, on both sides, by what a dry run saw of it. */
export interface Captured {
  readonly head: ReadonlyMap<Reader, CapturedPrefix>;
  /** Without the clients of which the base was not run. */
  readonly base: ReadonlyMap<Reader, CapturedPrefix>;
}

const LARGEST = 64 * 1024 * 1024;
/** The only one in which estimates count. */
const ENCODING = "o200k_base";
const CLIENT_OF: Readonly<Record<string, Reader>> = {
  "claude-code": "claude-code",
  codex: "codex",
  copilot: "copilot",
  gemini: "gemini-cli",
};

/** The bills in the JSON report of a dry run. Throws UsageError where there are none. */
export function readCaptured(cwd: string, file: string): Captured {
  const { encoding, bills } = billsOf(cwd, file);
  const known = bills.flatMap((bill) => {
    const client = Object.hasOwn(CLIENT_OF, bill.agent) ? CLIENT_OF[bill.agent] : undefined;
    return client === undefined || bill.requests === 0 ? [] : [[client, bill] as const];
  });
  if (encoding !== ENCODING || known.length === 0)
    throw new UsageError(`--captures ${file}: no client of the profile was run there and asked a model.`);
  return {
    head: new Map(known.map(([client, bill]) => [client, headOf(bill)])),
    base: new Map(
      known.flatMap(([client, bill]) => (bill.before === undefined ? [] : [[client, baseOf(bill, bill.before)]])),
    ),
  };
}

function billsOf(cwd: string, file: string): ContextBills {
  const found = readDataFile(cwd, file, LARGEST);
  if (!found.ok) throw new UsageError(`--captures ${file} cannot be read: ${found.reason}.`);
  const read = readReport(found.text);
  if (!read.ok) throw new UsageError(`--captures ${file} is no report of agent-ci: ${read.reason}.`);
  const section = read.input.report.sections.find(({ kind, version }) => kind === "context-bill" && version === 1);
  if (!section)
    throw new UsageError(
      `--captures ${file} has no context bill: make it with \`agent-ci dry-run --output json=${file}\`.`,
    );
  return readBills(section.data, "");
}

const nameOf = ({ agent, version }: ComparedBill): string => (version === undefined ? agent : `${agent} ${version}`);

const headOf = (bill: ComparedBill): CapturedPrefix =>
  prefixOf(
    nameOf(bill),
    bill.total,
    bill.files.map(({ path, every }) => ({ path, tokens: every })),
  );

const baseOf = (bill: ComparedBill, total: number): CapturedPrefix =>
  prefixOf(
    nameOf(bill),
    total,
    bill.files.map(({ path, before = 0 }) => ({ path, tokens: before })),
  );

function prefixOf(by: string, total: number, files: CapturedPrefix["files"]): CapturedPrefix {
  const inFiles = files.reduce((sum, { tokens }) => sum + tokens, 0);
  return { by, files: files.filter(({ tokens }) => tokens > 0), own: Math.max(0, total - inFiles) };
}
