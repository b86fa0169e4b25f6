import { writeFileSync } from "node:fs";
import { type Disk, realDisk } from "../../src/host/targets/disk.ts";

/** The end of a process, as far as what it was to write next is concerned. */
class Crash extends Error {}

/** A disk whose process ends at one of its steps: before it, or in the middle of it where a step has a middle. */
export function crashingDisk(
  at: number,
  when: "before" | "within",
): { readonly disk: Disk; readonly steps: () => number } {
  let step = 0;
  const next = (partly?: () => void): void => {
    if (step === at && when === "within") partly?.();
    if (step >= at) throw new Crash(`at step ${at}`);
    step += 1;
  };
  const { makeFolder, write, link, rename, remove, sync } = realDisk;
  const disk: Disk = {
    makeFolder: (path) => (next(), makeFolder(path)),
    write: (path, bytes, executable) => {
      next(() => writeFileSync(path, Buffer.from(bytes).subarray(0, Buffer.byteLength(bytes) / 2), { flag: "wx" }));
      write(path, bytes, executable);
    },
    link: (target, path) => (next(), link(target, path)),
    rename: (from, to) => (next(), rename(from, to)),
    remove: (path) => (next(), remove(path)),
    sync: (folder) => (next(), sync(folder)),
  };
  return { disk, steps: () => step };
}
