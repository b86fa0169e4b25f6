import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { unpackTar } from "../../../../src/host/scanners/unpack-tar.ts";
import { unpackZip } from "../../../../src/host/scanners/unpack-zip.ts";
import { tarGz, zip } from "../../../support/archives.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const ENOUGH = 1_000_000;
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();
const content = "x".repeat(1_500);

describe.each([
  ["tar", tarGz, unpackTar],
  ["zip", zip, unpackZip],
] as const)("%s", (_, pack, unpack) => {
  test("one file is taken out by its whole path", () => {
    const archive = pack([
      { path: "LICENSE", bytes: "MIT" },
      { path: "docs/gitleaks", bytes: "another" },
      { path: "gitleaks", bytes: content },
    ]);
    expect(text(unpack(archive, "gitleaks", ENOUGH))).toBe(content);
    expect(unpack(archive, "betterleaks", ENOUGH)).toBeUndefined();
  });

  test("paths that lead out are not the file", () => {
    const paths = ["../gitleaks", "/gitleaks", "a/../gitleaks", "..\\gitleaks", "gitleaks/"];
    expect(unpack(pack(paths.map((path) => ({ path, bytes: "evil" }))), "gitleaks", ENOUGH)).toBeUndefined();
  });

  test("more than is allowed is not unpacked", () => {
    const archive = pack([{ path: "gitleaks", bytes: Buffer.alloc(ENOUGH + 1) }]);
    expect(() => unpack(archive, "gitleaks", ENOUGH)).toThrow();
  });

  test("what is cut or no archive is refused", () => {
    const archive = pack([{ path: "gitleaks", bytes: content }]);
    for (let length = 0; length < archive.length; length += 7)
      expect(() => unpack(archive.subarray(0, length), "gitleaks", ENOUGH), String(length)).toThrow();
    expect(() => unpack(gzipSync("hello".repeat(500)), "gitleaks", ENOUGH)).toThrow();
  });
});

test("what tar writes is read", () => {
  const folder = tempFolder({ "in/LICENSE": "MIT", "in/gitleaks": content });
  execFileSync("tar", ["-czf", join(folder, "out.tar.gz"), "-C", join(folder, "in"), "./LICENSE", "./gitleaks"]);
  expect(text(unpackTar(readFileSync(join(folder, "out.tar.gz")), "gitleaks", ENOUGH))).toBe(content);
});

test("a link in a tar is not the file", () => {
  const archive = tarGz([
    { path: "gitleaks", bytes: "", type: "2", link: "/bin/sh" },
    { path: "gitleaks", bytes: "", type: "1", link: "LICENSE" },
  ]);
  expect(unpackTar(archive, "gitleaks", ENOUGH)).toBeUndefined();
});

test("a zip that lies about a size is refused", () => {
  const lies = zip([{ path: "gitleaks", bytes: content }], { claims: 3 });
  expect(() => unpackZip(lies, "gitleaks", ENOUGH)).toThrow("its sizes are wrong");
  const large = zip([{ path: "gitleaks", bytes: content }], { claims: 4_000_000_000 });
  expect(() => unpackZip(large, "gitleaks", ENOUGH)).toThrow("too large");
});
