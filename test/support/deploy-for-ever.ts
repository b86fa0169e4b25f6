import { writeSync } from "node:fs";
import { freeSpace } from "../../src/host/targets/directory/deploy.ts";
import { directoryTarget } from "../../src/host/targets/directory/directory-target.ts";
import { openStore } from "../../src/host/targets/directory/store.ts";
import { type Disk, realDisk } from "../../src/host/targets/disk.ts";
import { KILLED } from "./killed-deployments.ts";

/** A program that switches between two releases until somebody ends it, and says each step before it takes it. */
const [folder = ""] = process.argv.slice(2);
let step = 0;
const say = (): void => void writeSync(1, `${(step += 1)}\n`);
const { makeFolder, write, link, rename, remove, sync } = realDisk;
const disk: Disk = {
  makeFolder: (path) => (say(), makeFolder(path)),
  write: (path, bytes, executable) => (say(), write(path, bytes, executable)),
  link: (target, path) => (say(), link(target, path)),
  rename: (from, to) => (say(), rename(from, to)),
  remove: (path) => (say(), remove(path)),
  sync: (path) => (say(), sync(path)),
};
const target = directoryTarget({ disk, store: openStore(folder, "/"), needsBackup: true, free: freeSpace, said: {} });
for (;;)
  for (const release of KILLED.toReversed()) {
    await target.deploy(release);
    // Nothing else is kept: each round writes its release again.
    await target.applyPointers({ active: release.digest, stable: release.digest, canary: null }, [], {});
  }
