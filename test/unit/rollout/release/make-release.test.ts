import { expect, test } from "vitest";
import { readRelease } from "../../../../src/rollout/release/read-release.ts";
import { makeRelease } from "../../../../src/rollout/release/release.ts";
import { ingredient, releaseOf } from "../../../support/releases.ts";

const FILES = { "b.md": "b\n", "a/run.sh": "#!/bin/sh\n", "a b.md": "" };

test("a release is its files by path, its manifest, and the digest of that", () => {
  const { digest, description, sums } = releaseOf(FILES);
  expect({ digest, description, sums }).toMatchInlineSnapshot(`
    {
      "description": "{"files":[{"executable":false,"path":"a b.md","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0},{"executable":true,"path":"a/run.sh","sha256":"a8076d3d28d21e02012b20eaf7dbf75409a6277134439025f282e368e3305abf","size":10},{"executable":false,"path":"b.md","sha256":"0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f","size":2}],"version":1}",
      "digest": "sha256:1dbe6ad2e43b2283b04fa5c956ab13fb42b9763bdf2249f4aa28d5d9ff0bd89b",
      "sums": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a b.md
    a8076d3d28d21e02012b20eaf7dbf75409a6277134439025f282e368e3305abf  a/run.sh
    0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f  b.md
    32a0d50c251d3e6c25cb38ea5f851cbdc26c7884013958ca3e5d3e1832dddec8  release.json
    ",
    }
  `);
});

test("whoever makes it of the same files, in whatever order, makes the same bytes", () => {
  const { digest, description, sums } = releaseOf(FILES);
  const other = releaseOf(Object.fromEntries(Object.entries(FILES).toReversed()));
  expect([other.digest, other.description, other.sums]).toEqual([digest, description, sums]);
});

test("whether a file may be executed is part of a release", () => {
  const [may, not] = [true, false].map((executable) =>
    makeRelease([{ path: "run", bytes: Buffer.from("x"), executable }]),
  );
  expect(may?.ok && may.value.digest).not.toBe(not?.ok && not.value.digest);
});

test.each([
  ["../outside.md", '"../outside.md" leaves the release'],
  ["a/../../b", '"a/../../b" leaves the release'],
  ["a\\..\\..\\b", '"a\\\\..\\\\..\\\\b" leaves the release'],
  ["/etc/passwd", '"/etc/passwd" is absolute'],
  ["C:/x", '"C:/x" is absolute'],
  ["", '"" is empty'],
  ["a//b", '"a//b" is no plain path'],
  ["a/./b", '"a/./b" is no plain path'],
  ["a/", '"a/" is no plain path'],
  ["a\0b", '"a\\u0000b" holds a NUL'],
  ["a\uD800b", '"a\\ud800b" is no UTF-8'],
  [".git/hooks/pre-commit", '".git/hooks/pre-commit" lies in git\'s own folder'],
  ["x/.GIT/config", '"x/.GIT/config" lies in git\'s own folder'],
  ["release.json", '"release.json" is what the release itself is described by'],
  ["sha256sums", '"sha256sums" is what the release itself is described by'],
  ["x".repeat(256), `"${"x".repeat(256)}" has a name of more than 255 bytes`],
  [`${"x/".repeat(512)}x`, `"${"x/".repeat(512)}x" is longer than 1024 bytes`],
])("%j is refused", (path, fault) => {
  expect(makeRelease([ingredient(path)])).toEqual({ ok: false, faults: [fault] });
});

test.each([
  [["A.md", "a.md"], '"a.md" and "A.md" are one on some disks'],
  [["caf\u00E9.md", "cafe\u0301.md"], '"cafe\u0301.md" and "caf\u00E9.md" are one on some disks'],
  [["a.md", "a.md"], '"a.md" stands there twice'],
  [["skills", "Skills/x.md"], '"skills" is a file, and the folder of "Skills/x.md"'],
  [["Skills/y.md", "skills/x.md"], 'the folders "skills" and "Skills" are one on some disks'],
])("%j cannot be in one release", (paths, fault) => {
  expect(makeRelease(paths.map((path) => ingredient(path)))).toEqual({ ok: false, faults: [fault] });
});

test("files that are huge, or many, are refused before anything is made of them", () => {
  const huge = { path: "huge.md", bytes: new Uint8Array(4 * 1024 * 1024 + 1), executable: false };
  expect(makeRelease([huge])).toEqual({
    ok: false,
    faults: ['"huge.md" has 4194305 bytes, more than 4194304'],
  });
  const many = Array.from({ length: 10_001 }, (_, index) => ingredient(`${index}.md`, ""));
  expect(makeRelease(many)).toEqual({ ok: false, faults: ["10001 files, more than 10000"] });
  expect(makeRelease([])).toEqual({ ok: false, faults: ["a release without files"] });
});

test("what a release wrote is read as the same release", () => {
  const { digest, files, description, sums } = releaseOf(FILES);
  expect(readRelease(description, sums, digest)).toEqual({ ok: true, value: { digest, files, description, sums } });
});

const { description, sums, digest } = releaseOf(FILES);
const edited = (from: string, to: string): string => description.replace(from, to);

test.each([
  ["no JSON", "{", sums, /^release\.json cannot be read: it is no JSON$/],
  ["another version", edited('"version":1', '"version":2'), sums, /not 1, the only version/],
  ["a path that leaves it", edited('"b.md"', '"../b.md"'), sums, /leaves the release/],
  ["an absolute path", edited('"b.md"', '"/b.md"'), sums, /is absolute/],
  ["a size that is none", edited('"size":2', '"size":-2'), sums, /integer of at least 0/],
  ["a size beyond all", edited('"size":2', '"size":99999999999'), sums, /more than 4194304/],
  ["a mode", edited('"executable":false', '"executable":"0777"'), sums, /true or false/],
  ["no digest of a file", edited('"sha256":"', '"sha256":"x'), sums, /is no SHA-256/],
  ["a space", edited(",", ", "), sums, /not written as a release writes it/],
  ["a member more", edited('"version":1', '"version":1,"x":1'), sums, /not written as a release writes it/],
  ["another manifest", description, sums.replace("b.md", "c.md"), /SHA256SUMS does not follow/],
])("a description with %s is refused", (_what, json, manifest, fault) => {
  const read = readRelease(json, manifest, digest);
  expect(read.ok ? [] : read.faults).toContainEqual(expect.stringMatching(fault));
});

test("a release that is another one than was asked for is refused", () => {
  const other = releaseOf({ "a.md": "a" });
  expect(readRelease(other.description, other.sums, digest)).toEqual({
    ok: false,
    faults: [`it is ${other.digest}, not ${digest}`],
  });
});
