import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Flaw } from "../../usage/log-kind.ts";
import { LOG_KINDS } from "../../usage/log-kinds.ts";
import { openPacker, type Packed } from "../../usage/packed.ts";
import { type KnownFile, readLogFile } from "./log-file.ts";

/** What a file held, in a form that threads can hand over. */
export interface FileRead {
  readonly packed: Packed;
  readonly flaws: readonly (readonly [flaw: Flaw, at: number | undefined])[];
  readonly bytes: number;
  readonly shared: ReadonlyMap<string, string>;
}
/** A file to read: its kind is the one of this number. */
interface FileOrder extends Pick<KnownFile, "path" | "whole"> {
  readonly kind: number;
}

/** What tells this module that it is the thread, and not who starts it. */
const ROLE = "agent-ci reads logs";

/** A thread that reads the files it is sent, one after the other, and sends what it found of each. */
export const startReadingThread = (): Worker =>
  new Worker(new URL(import.meta.url), {
    workerData: ROLE,
    // What is parsed lives for a line: more room for it would be memory alone.
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 },
  });

export function sendFile(thread: Worker, { path, kind, whole }: KnownFile): void {
  const order: FileOrder = { path, whole, kind: LOG_KINDS.indexOf(kind) };
  thread.postMessage(order, []);
}

if (!isMainThread && workerData === ROLE) {
  const packer = openPacker();
  parentPort?.on("message", ({ path, whole, kind: number }: FileOrder) => {
    const kind = LOG_KINDS[number];
    if (!kind) return;
    const flaws: [Flaw, number | undefined][] = [];
    const shared = new Map<string, string>();
    const flaw = (one: Flaw, at?: number): void => void flaws.push([one, at]);
    const bytes = readLogFile({ path, kind, whole }, shared, { record: packer.add, flaw });
    const packed = packer.take();
    const read: FileRead = { packed, flaws, bytes, shared };
    parentPort?.postMessage(read, [packed.rows.buffer]);
  });
}
