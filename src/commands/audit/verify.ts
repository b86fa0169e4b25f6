import { EXIT } from "../../gate/exit.ts";
import { type DataFile, readDataFile } from "../../host/files/read-data-file.ts";
import { readInside } from "../../host/files/read-file.ts";
import { formerCheckpoints } from "../../host/state/checkpoints.ts";
import { auditState } from "../../ledger/audit.ts";
import { type Checkpoint, openCheckpoint } from "../../ledger/checkpoint.ts";
import { PUBLIC_KEYS, readKeys } from "../../ledger/keys.ts";
import type { VerifyingKey } from "../../ledger/note.ts";
import type { LogVerdict } from "../../ledger/verify.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { safeJson } from "../../report/escape/json.ts";
import { openState } from "../../workspace/open-state.ts";
import type { World } from "../../workspace/world.ts";

interface Asked {
  readonly since?: string;
  readonly key?: string;
  readonly state?: string;
  readonly format?: "text" | "json";
}

const LARGEST = 64 * 1024;

/** Says whether the branch of states is what was signed: 0 where it is, 1 where it is not or nothing tells. */
export async function auditVerify(world: World, asked: Asked): Promise<number> {
  const { place, git, branch, name } = await openState(world, asked.state);
  const keys = keysOf(world, place.top, asked.key);
  const since = asked.since === undefined ? undefined : checkpointOf(world, asked.since, keys);
  const { commit, bytes, brought } = await branch.read({ closed: true });
  if (commit === null)
    throw new UsageError(
      `There is no branch ${name}. Make it: agent-ci rollout init. Is it elsewhere? Say where: --state`,
    );
  const former = (await formerCheckpoints(git, commit)).flatMap((note) => opened(note, keys) ?? []);
  const verdict = auditState(bytes, brought, keys, since ? [...former, since] : former);
  world.out(
    asked.format === "json"
      ? safeJson({ version: 1, branch: name, commit, ...verdict })
      : showLines(textOf(name, verdict)),
  );
  return verdict.result === "pass" ? EXIT.pass : EXIT.fail;
}

/** Where there is none, nothing is proved; one that cannot be read is a mistake. */
function keysOf({ cwd }: World, top: string, named: string | undefined): readonly VerifyingKey[] {
  const said = (reason: string) => new UsageError(`${named ?? PUBLIC_KEYS} cannot be read: ${reason}.`);
  const data = named === undefined ? ownKeys(top) : readDataFile(cwd, named, LARGEST);
  if (!data) return [];
  if (!data.ok) throw said(data.reason);
  const read = readKeys(data.text);
  if ("problem" in read) throw said(read.problem);
  return read.keys;
}

function ownKeys(top: string): DataFile | undefined {
  const contents = readInside(top, PUBLIC_KEYS);
  if (!contents.ok) return contents.why === "absent" ? undefined : contents;
  return { ok: true, text: Buffer.from(contents.bytes).toString() };
}

function checkpointOf({ cwd }: World, file: string, keys: readonly VerifyingKey[]): Checkpoint {
  const data = readDataFile(cwd, file, LARGEST);
  if (!data.ok) throw new UsageError(`--since ${file}: ${data.reason}.`);
  const read = openCheckpoint(data.text, keys);
  if (read.ok) return read.checkpoint;
  throw new UsageError(`--since ${file}: ${read.reason}. Give a checkpoint of this log, as the branch had it.`);
}

function opened(note: string, keys: readonly VerifyingKey[]): Checkpoint | undefined {
  const read = openCheckpoint(note, keys);
  return read.ok ? read.checkpoint : undefined;
}

function textOf(name: string, verdict: LogVerdict): readonly string[] {
  const { entries, signed, damaged, torn, checkpoint } = verdict;
  const cut = damaged + (torn > 0 ? 1 : 0);
  return [
    `${name}: ${verdict.result}`,
    ...(verdict.result === "fail" ? [faultLine(verdict.fault)] : []),
    ...(verdict.result === "inconclusive" ? [`  ${verdict.why}`] : []),
    `  entries: ${entries}${checkpoint ? `, signed: ${signed} by ${checkpoint.origin}` : ""}`,
    ...(cut > 0 ? [`  cut off while they were written: ${cut}`] : []),
  ];
}

function faultLine({ kind, file, line, says }: Extract<LogVerdict, { result: "fail" }>["fault"]): string {
  const at = file === undefined ? "" : `${file}${line === undefined ? "" : `:${line}`} `;
  return `  ${at}${kind}: ${says}`;
}
