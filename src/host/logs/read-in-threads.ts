import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { type Known, type TellPacked, unpack } from "../../usage/packed.ts";
import type { KnownFile } from "./log-file.ts";
import { type FileRead, sendFile, startReadingThread } from "./reading-thread.ts";

/** So many files may be read before the first of them is: what they hold waits in the memory. */
const MOST_AHEAD = 64;

type Told = (file: number, read: FileRead, records: (tell: TellPacked) => void) => void;

/** Reads files in threads, and tells what they hold in the order of the files, as if they were read one by one. */
export async function readInThreads(files: readonly KnownFile[], threads: number, told: Told): Promise<void> {
  const waiting = new Map<number, { readonly read: FileRead; readonly known: Known }>();
  const turns: (() => void)[] = [];
  let next = 0;
  let turn = 0;

  const give = (number: number, read: FileRead, known: Known): void => {
    waiting.set(number, { read, known });
    for (let one = waiting.get(turn); one; one = waiting.get(turn)) {
      const { read: whole, known: facts } = one;
      told(turn, whole, (tell) => unpack(whole.packed, facts, tell));
      waiting.delete(turn);
      turn += 1;
    }
    for (const goOn of turns.splice(0)) goOn();
  };
  const isAhead = (): boolean => next >= turn + MOST_AHEAD && next < files.length;
  const work = async (thread: Worker): Promise<void> => {
    const known: Known = [];
    for (let file = files[next]; file; file = files[next]) {
      const number = next++;
      sendFile(thread, file);
      const [read]: FileRead[] = await once(thread, "message");
      if (read) give(number, read, known);
      while (isAhead()) await new Promise<void>((goOn) => void turns.push(goOn));
    }
  };
  const workers = Array.from({ length: Math.min(threads, files.length) }, startReadingThread);
  try {
    await Promise.all(workers.map(work));
  } finally {
    await Promise.all(workers.map((thread) => thread.terminate()));
  }
}
