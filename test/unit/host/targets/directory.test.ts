import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { freeSpace } from "../../../../src/host/targets/directory/deploy.ts";
import { directoryTarget } from "../../../../src/host/targets/directory/directory-target.ts";
import { openStore } from "../../../../src/host/targets/directory/store.ts";
import { type Disk, realDisk } from "../../../../src/host/targets/disk.ts";
import type { OpenTarget } from "../../../../src/host/targets/target.ts";
import { hexOf } from "../../../../src/rollout/release/release.ts";
import { crashingDisk } from "../../../support/crashing-disk.ts";
import { releaseOf } from "../../../support/releases.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const OLD = releaseOf({ "CLAUDE.md": "@rules.md\n", "rules.md": "old\n", "hooks/run.sh": "#!/bin/sh\n" });
const NEW = releaseOf({ "CLAUDE.md": "@rules.md\n", "rules.md": "new\n", "hooks/run.sh": "#!/bin/sh\n" });
const old = { active: OLD.digest, stable: OLD.digest, canary: null };
const tried = { active: OLD.digest, stable: OLD.digest, canary: NEW.digest };
const promoted = { active: NEW.digest, stable: NEW.digest, canary: null };
const both = [OLD.digest, NEW.digest];

interface Opened {
  readonly disk?: Disk;
  readonly needsBackup?: boolean;
  readonly free?: number;
}
function open(folder: string, { disk = realDisk, needsBackup = true, free }: Opened = {}): OpenTarget {
  const room = free === undefined ? freeSpace : () => free;
  return directoryTarget({ disk, store: openStore(folder, "/"), needsBackup, free: room, said: {} });
}

/** A folder in which the old release is active. */
async function withOld(): Promise<string> {
  const folder = join(tempFolder(), "agents");
  const target = open(folder);
  await target.deploy(OLD);
  expect((await target.applyPointers(old, both, {})).faults).toEqual([]);
  return folder;
}
const placeOf = (folder: string, { digest }: { readonly digest: string }): string =>
  join(folder, "releases", hexOf(digest));
const rulesNow = (folder: string): string => readFileSync(join(folder, "current/rules.md"), "utf8");

/** Whoever looks at a release finds its first so many readings of the clock 100 ms apart, and the others at once. */
function slowFor(readings: number): void {
  let [now, left] = [0, readings];
  vi.spyOn(performance, "now").mockImplementation(() => {
    if (new Error().stack?.includes("look-at-release") && left > 0) {
      left -= 1;
      now += 100;
    }
    return now;
  });
}

test("a disk is slow that is slow twice: once, another program may have kept it busy", async () => {
  try {
    slowFor(6); // before and behind each of three files
    expect(await open(join(tempFolder(), "agents")).deploy(NEW)).toMatchObject({ ok: true, health: "excellent" });
    slowFor(Infinity);
    const slow = await open(join(tempFolder(), "agents")).deploy(NEW);
    expect(slow).toMatchObject({ ok: false, faults: ["health: critical: a file takes 100.0 ms to be read"] });
  } finally {
    vi.restoreAllMocks();
  }
});

test("a release is brought, then pointed to, then pointed away from", async () => {
  const folder = await withOld();
  const target = open(folder);
  const deployed = await target.deploy(NEW);
  expect(deployed).toMatchObject({ ok: true, already: false, backup: "verified", health: "excellent", faults: [] });
  expect(deployed.stages.map(({ stage }) => stage)).toEqual([
    "space",
    "snapshot",
    "backup",
    "files",
    "file-set",
    "references",
    "health",
    "place",
  ]);
  expect(deployed.plan?.order).toEqual(["rules.md", "CLAUDE.md", "hooks/run.sh"]);
  expect(rulesNow(folder)).toBe("old\n");
  expect(await target.applyPointers(promoted, both, {})).toMatchObject({
    ok: true,
    moved: ["active", "stable"],
    removed: [],
  });
  expect(rulesNow(folder)).toBe("new\n");
  expect(lstatSync(join(folder, "current/hooks/run.sh")).mode & 0o777).toBe(0o755);
  await target.applyPointers(old, both, { [NEW.digest]: "too slow" });
  expect(rulesNow(folder)).toBe("old\n");
  expect(await target.read()).toMatchObject({
    pointers: old,
    releases: both.toSorted().map((digest) => ({ digest })),
    bad: { [NEW.digest]: "too slow" },
  });
});

test("to ask again changes nothing", async () => {
  const folder = await withOld();
  const target = open(folder);
  await target.deploy(NEW);
  await target.applyPointers(tried, both, {});
  const { disk, steps } = crashingDisk(Infinity, "before");
  const again = open(folder, { disk });
  expect(await again.deploy(NEW)).toMatchObject({ ok: true, already: true, stages: [] });
  const locked = steps();
  expect(await again.applyPointers(tried, both, {})).toMatchObject({ ok: true, moved: [], removed: [] });
  expect([locked, steps() - locked]).toEqual([3, 1]); // the folder is made, and the lock comes and goes
});

test("who resolves the pointer once has one release, whatever happens meanwhile", async () => {
  const folder = await withOld();
  const target = open(folder);
  await target.deploy(NEW);
  const resolved = realpathSync(join(folder, "current"));
  await target.applyPointers(promoted, both, {});
  expect(readFileSync(join(resolved, "rules.md"), "utf8")).toBe("old\n");
});

describe("a deployment that ends anywhere", () => {
  test.each(["before", "within"] as const)("%s any step leaves the old or the new release, whole", async (when) => {
    for (let at = 0; ; at += 1) {
      const folder = await withOld();
      const { disk, steps } = crashingDisk(at, when);
      const crashing = open(folder, { disk });
      const ended = await crashing
        .deploy(NEW)
        .then(() => crashing.applyPointers(promoted, both, {}))
        .then(
          ({ ok }) => ok,
          () => false,
        );
      const target = open(folder);
      const { active } = (await target.read()).pointers;
      expect([OLD.digest, NEW.digest]).toContain(active);
      expect((await target.verify(active ?? "")).faults).toEqual([]);
      leaveLockToNobody(folder);
      if (at % 2 === 0) {
        expect((await target.deploy(NEW)).faults).toEqual([]);
        expect((await target.applyPointers(promoted, both, {})).faults).toEqual([]);
        expect(rulesNow(folder)).toBe("new\n");
      } else {
        expect((await target.applyPointers(old, [OLD.digest], { [NEW.digest]: "it ended" })).faults).toEqual([]);
        expect(rulesNow(folder)).toBe("old\n");
        expect(existsSync(placeOf(folder, NEW))).toBe(false);
      }
      expect(draftsIn(folder)).toEqual([]);
      if (ended) return expect(steps()).toBeLessThan(at + 1);
    }
  });
});

/** As if the process that has the lock were gone. */
function leaveLockToNobody(folder: string): void {
  const lock = join(folder, "lock");
  if (existsSync(lock)) writeFileSync(lock, `999999999 0 ${hostname()}\n`);
}
const draftsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /^\.|draft/.test(basename(path)));

describe("a release is refused", () => {
  test.each([
    ["changed", (place: string) => writeFileSync(join(place, "rules.md"), "bad\n"), /"rules.md" holds something else/],
    ["shorter", (place: string) => writeFileSync(join(place, "rules.md"), ""), /"rules.md" has 0 bytes instead of 4/],
    ["gone", (place: string) => rmSync(join(place, "rules.md")), /"rules.md" cannot be read/],
    ["one too many", (place: string) => writeFileSync(join(place, "x"), ""), /"x" is none of its files/],
    ["a folder", (place: string) => mkdirSync(join(place, "x")), /"x" is none of its files/],
    ["executable", (place: string) => chmodSync(join(place, "rules.md"), 0o755), /"rules.md" may be executed/],
    ["not executable", (place: string) => chmodSync(join(place, "hooks/run.sh"), 0o644), /may not be executed/],
    ["a link", linked, /"rules.md" cannot be read: a symbolic link/],
    ["a link to its folder", linkedFolder, /"hooks" is none of its files/],
    ["in another manifest", (place: string) => writeFileSync(join(place, "SHA256SUMS"), ""), /does not follow/],
  ])("whose file is %s", async (_how, spoil, fault) => {
    const folder = await withOld();
    const target = open(folder);
    await target.deploy(NEW);
    spoil(placeOf(folder, NEW));
    expect((await target.verify(NEW.digest)).faults.join("\n")).toMatch(fault);
    const applied = await target.applyPointers(promoted, both, {});
    expect(applied.ok).toBe(false);
    expect(rulesNow(folder)).toBe("old\n");
    // Nobody can be sent to it: it is written anew.
    expect(await target.deploy(NEW)).toMatchObject({ ok: true, already: false });
    expect((await target.verify(NEW.digest)).ok).toBe(true);
  });
});

function linked(place: string): void {
  rmSync(join(place, "rules.md"));
  symlinkSync("/etc/hostname", join(place, "rules.md"));
}
function linkedFolder(place: string): void {
  rmSync(join(place, "hooks"), { recursive: true });
  symlinkSync("/etc", join(place, "hooks"));
}

describe("each stage that fails leads back, and says how long that took", () => {
  const dangling = releaseOf({ "CLAUDE.md": "@gone.md\n" });

  test("space", async () => {
    const folder = await withOld();
    const deployed = await open(folder, { free: 10 }).deploy(NEW);
    expect(deployed.stages).toEqual([
      {
        stage: "space",
        took: expect.any(Number),
        undone: expect.any(Number),
        failed: expect.stringMatching(/^10 bytes are free/),
      },
    ]);
    expect(draftsIn(folder)).toEqual([]);
  });

  test("a backup that was not read back, in production", async () => {
    const folder = await withOld();
    writeFileSync(join(placeOf(folder, OLD), "rules.md"), "spoilt\n");
    const deployed = await open(folder).deploy(NEW);
    expect(deployed).toMatchObject({ ok: false, backup: "unverified" });
    expect(deployed.faults[0]).toMatch(
      /^backup: the backup of sha256:\w+ is unverified: the active release is not whole/,
    );
    expect(existsSync(placeOf(folder, NEW))).toBe(false);
  });

  test("elsewhere such a backup is said, and stops nothing", async () => {
    const folder = await withOld();
    writeFileSync(join(placeOf(folder, OLD), "rules.md"), "spoilt\n");
    expect(await open(folder, { needsBackup: false }).deploy(NEW)).toMatchObject({ ok: true, backup: "unverified" });
  });

  test("a backup of before that nobody can read is made again", async () => {
    const folder = await withOld();
    mkdirSync(join(folder, "backups"));
    writeFileSync(join(folder, "backups", `${hexOf(OLD.digest)}.tar`), "nothing");
    expect(await open(folder).deploy(NEW)).toMatchObject({ ok: true, backup: "verified" });
  });

  test("files that did not come to the disk as they were", async () => {
    const folder = await withOld();
    const disk: Disk = {
      ...realDisk,
      write: (path, bytes, executable) =>
        realDisk.write(path, path.endsWith("/rules.md") ? "lost\n" : bytes, executable),
    };
    const deployed = await open(folder, { disk }).deploy(NEW);
    expect(deployed.faults).toEqual(['file-set: "rules.md" has 5 bytes instead of 4']);
    expect(deployed.stages.at(-1)).toMatchObject({ stage: "file-set", undone: expect.any(Number) });
    expect(draftsIn(folder)).toEqual([]);
  });

  test("a name that cannot be given", async () => {
    const folder = await withOld();
    const disk: Disk = {
      ...realDisk,
      rename: (from, to) => {
        if (to === placeOf(folder, NEW)) throw new Error("the disk is full");
        realDisk.rename(from, to);
      },
    };
    const deployed = await open(folder, { disk }).deploy(NEW);
    expect(deployed.faults).toEqual(["place: the disk is full"]);
    expect(deployed.stages.at(-1)).toMatchObject({ stage: "place", undone: expect.any(Number) });
    expect(draftsIn(folder)).toEqual([]);
    expect(rulesNow(folder)).toBe("old\n");
  });

  test("references", async () => {
    const folder = await withOld();
    const deployed = await open(folder).deploy(dangling);
    expect(deployed.faults).toEqual(['references: CLAUDE.md:1: The import "gone.md" is not there.']);
    expect(deployed.stages.at(-1)).toMatchObject({ stage: "references", undone: expect.any(Number) });
    expect(existsSync(placeOf(folder, dangling))).toBe(false);
    expect(rulesNow(folder)).toBe("old\n");
  });
});

describe("a release that was rolled back", () => {
  test("returns only with force and a reason", async () => {
    const folder = await withOld();
    const target = open(folder);
    await target.deploy(NEW);
    await target.applyPointers(old, [], { [NEW.digest]: "too slow" });
    expect((await target.deploy(NEW)).faults).toEqual([
      `${NEW.digest} was rolled back: too slow. It returns only with --force and a reason.`,
    ]);
    expect((await target.applyPointers(promoted, both, {})).ok).toBe(false);
    expect(rulesNow(folder)).toBe("old\n");
    expect(await target.deploy(NEW, { force: "the limit was wrong" })).toMatchObject({ ok: true });
    expect((await target.applyPointers(promoted, both, {})).ok).toBe(true);
    expect(rulesNow(folder)).toBe("new\n");
  });

  test("is not pointed to in the same breath in which it is called bad", async () => {
    const folder = await withOld();
    const target = open(folder);
    await target.deploy(NEW);
    const applied = await target.applyPointers(tried, both, { [NEW.digest]: "too slow" });
    expect(applied.faults).toEqual([`${NEW.digest} is marked bad: too slow`]);
    expect((await target.read()).pointers.canary).toBeNull();
  });
});

describe("pointers", () => {
  test("one that cannot be moved holds up none of the others", async () => {
    const folder = await withOld();
    const target = open(folder);
    await target.deploy(NEW);
    await target.applyPointers({ ...promoted, stable: OLD.digest }, both, {});
    mkdirSync(join(folder, "canary"));
    const applied = await target.applyPointers({ ...old, canary: NEW.digest }, both, {});
    expect(applied.faults).toEqual(['canary: "canary" is there and no pointer: move it away, or name another folder']);
    expect(rulesNow(folder)).toBe("old\n");
  });

  test("a link that is none of ours is not replaced", async () => {
    const folder = tempFolder({ "releases-of-others/1/a": "" });
    symlinkSync("releases-of-others/1", join(folder, "current"));
    const target = open(folder);
    await target.deploy(OLD);
    expect((await target.applyPointers(old, both, {})).faults).toEqual([
      'current: "current" is there and no pointer: move it away, or name another folder',
    ]);
    expect(readlinkSync(join(folder, "current"))).toBe("releases-of-others/1");
  });

  test("a rollback waits for nobody: it is done while somebody else has the lock", async () => {
    const folder = await withOld();
    const target = open(folder);
    await target.deploy(NEW);
    await target.applyPointers(promoted, both, {});
    writeFileSync(join(folder, "lock"), "1 0 another-machine\n");
    expect((await target.deploy(releaseOf({ "a.md": "" }))).faults[0]).toMatch(
      /^another deployment is at work: process 1 0/,
    );
    expect(await target.applyPointers(old, [], {})).toMatchObject({ ok: true, removed: [] });
    expect(rulesNow(folder)).toBe("old\n");
    rmSync(join(folder, "lock"));
    expect(await target.applyPointers(old, [], {})).toMatchObject({ ok: true, removed: [NEW.digest] });
  });

  test("what neither a pointer nor a rollout needs is removed, with its backup", async () => {
    const folder = await withOld();
    const target = open(folder);
    await target.deploy(NEW);
    expect(await target.applyPointers(promoted, [], {})).toMatchObject({ ok: true, removed: [OLD.digest] });
    expect(readdirSync(join(folder, "releases"))).toEqual([hexOf(NEW.digest)]);
    expect(readdirSync(join(folder, "backups"))).toEqual([]);
  });

  test("while anything is wrong nothing is removed", async () => {
    const folder = await withOld();
    const missing = `sha256:${"0".repeat(64)}`;
    const applied = await open(folder).applyPointers({ ...old, canary: missing }, [], {});
    expect(applied).toMatchObject({ ok: false, removed: [], faults: [`${missing} is not whole: it is not there`] });
  });
});

describe("a folder is refused", () => {
  test("that is a symbolic link, or has one where releases are", () => {
    const folder = tempFolder({ "real/a": "" });
    symlinkSync("real", join(folder, "linked"));
    expect(() => openStore(join(folder, "linked"), "/")).toThrow("it is a symbolic link");
    mkdirSync(join(folder, "store"));
    symlinkSync("../real", join(folder, "store/releases"));
    expect(() => openStore(join(folder, "store"), "/")).toThrow('"releases" in it is a symbolic link');
  });

  test("that a checkout leads out of itself", () => {
    const folder = tempFolder({ "repository/a": "", "outside/a": "" });
    symlinkSync("../outside", join(folder, "repository/deploy"));
    const checkout = join(folder, "repository");
    expect(() => openStore("deploy/agents", checkout, checkout)).toThrow("leads out of the repository");
    expect(openStore("made/agents", checkout, checkout).top).toBe(join(checkout, "made/agents"));
  });

  test("that is a file", () => {
    const folder = tempFolder({ agents: "" });
    expect(() => openStore("agents", folder)).toThrow("it is no folder");
  });
});
