import { describe, expect, test } from "vitest";
import { scannerArchive } from "../../../src/secrets/scanner-archive.ts";
import { SCANNER_RELEASES } from "../../../src/secrets/scanner-releases.ts";

const here = { scanner: "gitleaks", os: "linux", processor: "x64" } as const;

describe.each(Object.entries(SCANNER_RELEASES))("%s", (_, { checksums }) => {
  test.each(Object.entries(checksums))(
    "%s: a checksum by two records of two owners",
    (_platform, { sha256, sources }) => {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      const owners = sources.map(({ url }) => new URL(url).pathname.split("/")[1]);
      expect(new Set(owners).size).toBe(2);
      for (const { url, read } of sources) {
        expect(url).toMatch(/^https:\/\/github\.com\/[^/]+\/[^/]+\/blob\/[0-9a-f]{40}\/\S+$/);
        expect(read).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    },
  );

  test("no two archives have one checksum", () => {
    const all = Object.values(checksums).map(({ sha256 }) => sha256);
    expect(new Set(all).size).toBe(all.length);
  });
});

test.each([
  ["linux", "x64", "gitleaks_8.30.1_linux_x64.tar.gz", "gitleaks"],
  ["linux", "arm64", "gitleaks_8.30.1_linux_arm64.tar.gz", "gitleaks"],
  ["darwin", "arm64", "gitleaks_8.30.1_darwin_arm64.tar.gz", "gitleaks"],
  ["win32", "x64", "gitleaks_8.30.1_windows_x64.zip", "gitleaks.exe"],
])("%s on %s is %s", (os, processor, file, program) => {
  const archive = scannerArchive({ ...here, os, processor });
  expect(archive).toMatchObject({ file, program });
  expect(archive.url.href).toBe(`https://github.com/gitleaks/gitleaks/releases/download/v8.30.1/${file}`);
});

test("a platform that nobody builds for says what to do", () => {
  for (const [os, processor] of [
    ["freebsd", "x64"],
    ["linux", "riscv64"],
  ] as const)
    expect(() => scannerArchive({ ...here, os, processor })).toThrow(
      `gitleaks is not installed for ${os} on ${processor}. Install it yourself, and pass its path as --tool-path.`,
    );
});

test("a checksum of the user's own goes first", () => {
  const sha256 = "AB".repeat(32);
  expect(scannerArchive({ ...here, sha256 }).sha256).toBe("ab".repeat(32));
  for (const malformed of ["", "abc", "g".repeat(64), "a".repeat(65), `sha256:${sha256}`])
    expect(() => scannerArchive({ ...here, sha256: malformed })).toThrow("--sha256 takes the SHA-256 of the archive");
});

test("a mirror is laid out as the releases are", () => {
  const { url, credentials } = scannerArchive({ ...here, mirror: "https://me:p%40ss@mirror.example/a/b//?sig=1#x" });
  expect(url.href).toBe("https://mirror.example/a/b/v8.30.1/gitleaks_8.30.1_linux_x64.tar.gz?sig=1");
  expect(credentials).toBe("me:p@ss");
});

test.each(["mirror.example", "file:///tmp/x", "ftp://me:hush@mirror.example", "https://", "http://me:hush@[x"])(
  "%s is no mirror, and is not quoted",
  (mirror) => {
    expect(() => scannerArchive({ ...here, mirror })).toThrow(
      /^--tool-mirror takes an address that begins with https:\/\/ or http:\/\/\.$/,
    );
  },
);

test("a password goes over nothing that others can read", () => {
  expect(() => scannerArchive({ ...here, mirror: "http://me:hush@mirror.example" })).toThrow(
    /^--tool-mirror holds a password, which http:\/\/ would show on its way\. Use https:\/\/\.$/,
  );
  expect(scannerArchive({ ...here, mirror: "http://mirror.example" }).credentials).toBeUndefined();
  expect(scannerArchive({ ...here, mirror: "http://me:hush@localhost:8080" }).credentials).toBe("me:hush");
});
