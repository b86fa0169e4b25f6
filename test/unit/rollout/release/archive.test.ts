import { expect, test } from "vitest";
import { packRelease, unpackRelease } from "../../../../src/rollout/release/archive.ts";
import { releaseOf } from "../../../support/releases.ts";

const release = releaseOf({
  "AGENTS.md": "# Rules\n",
  "hooks/run.sh": "#!/bin/sh\n",
  [`${"deep/".repeat(30)}é\n.md`]: "odd\n",
  empty: "",
});
const archive = packRelease(release);

test("an archive holds the release, long and odd names and permissions included", () => {
  const back = unpackRelease(archive);
  expect(back.ok && [back.value.digest, back.value.files]).toEqual([release.digest, release.files]);
  expect(back.ok && Buffer.from(back.value.read("AGENTS.md")).toString()).toBe("# Rules\n");
});

test("the same release gives the same archive", () => {
  expect(Buffer.compare(packRelease(release), archive)).toBe(0);
});

/** The archive with the block of one file edited, and its sum made right again. */
function hostile(edit: (header: Buffer, whole: Buffer) => void, name = "AGENTS.md"): Uint8Array {
  const whole = Buffer.from(archive);
  const at = whole.indexOf(`${name}\0`);
  const header = whole.subarray(at, at + 512);
  edit(header, whole);
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return whole;
}
const renamed = (name: string) => (header: Buffer) => void header.fill(0, 0, 100).write(name, 0);
const typed = (type: string) => (header: Buffer) => void header.write(type, 156);
const blocks = (from: number, to?: number): Buffer => Buffer.from(archive.subarray(from * 512, to && to * 512));

test.each([
  ["a path that leaves it", hostile(renamed("../../etc/cron.d/x")), /^"AGENTS.md" is not in it$/],
  ["an absolute path", hostile(renamed("/etc/passwd")), /^"AGENTS.md" is not in it$/],
  ["a symbolic link", hostile(typed("2")), /something else than regular files/],
  ["a hard link", hostile(typed("1")), /something else than regular files/],
  ["a device", hostile(typed("3")), /something else than regular files/],
  ["a folder", hostile(typed("5")), /something else than regular files/],
  ["a sparse file", hostile(typed("S")), /something else than regular files/],
  ["a pax header for all", hostile(typed("g")), /something else than regular files/],
  ["a pax header of others", hostile(typed("x")), /a header that is not ours/],
  ["a size that is none", hostile((header) => void header.write("zzzzzzzzzzz", 124)), /too large/],
  ["a size beyond all", hostile((header) => void header.write("77777777777", 124)), /too large/],
  ["a size in base 256", hostile((header) => void header.fill(0xff, 124, 136)), /too large/],
  ["another permission", hostile((header) => void header.write("0000755", 100)), /"AGENTS.md" is not what SHA256SUMS/],
  ["other bytes", hostile((_, whole) => void whole.write("X", whole.indexOf("# Rules"))), /"AGENTS.md" is not what/],
  ["a file twice", Buffer.concat([blocks(0, 3), archive]), /a path twice/],
  ["nothing", Buffer.alloc(0), /is no archive of a release/],
  ["an end in the middle of a file", archive.subarray(0, 700), /in the middle of a file/],
  ["something behind its end", Buffer.concat([archive, Buffer.from("x".repeat(512))]), /something stands behind/],
  ["no manifest", blocks(3), /it has no SHA256SUMS/],
  ["no tar", Buffer.from("PK".repeat(600)), /no tar archive/],
])("an archive with %s is refused", (_what, bytes, fault) => {
  const back = unpackRelease(bytes);
  expect(back.ok ? [] : back.faults).toContainEqual(expect.stringMatching(fault));
});

test("an archive that is larger than any release is not looked at", () => {
  const back = unpackRelease(new Uint8Array(72 * 1024 * 1024));
  expect(back).toEqual({ ok: false, faults: ["it is larger than any release"] });
});
