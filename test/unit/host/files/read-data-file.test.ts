import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDataFile } from "../../../../src/host/files/read-data-file.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

test("reads a text, without its byte order mark", () => {
  const folder = tempFolder({ "a/report.json": "\uFEFF{}", secret: "s3cret" });
  expect(readDataFile(folder, "a/report.json", 10)).toEqual({ ok: true, text: "{}" });
  expect(readDataFile("/", join(folder, "a/report.json"), 10)).toEqual({ ok: true, text: "{}" });
});

test("refuses what another job must not make it read", () => {
  const folder = tempFolder({ "large.json": "x".repeat(11), secret: "s3cret" });
  mkdirSync(join(folder, "folder"));
  symlinkSync(join(folder, "secret"), join(folder, "link.json"));
  const reason = (path: string): string | undefined => {
    const found = readDataFile(folder, path, 10);
    return found.ok ? undefined : found.reason;
  };
  expect(reason("large.json")).toBe("it has 11 bytes, more than 10");
  expect(reason("folder")).toBe("it is no regular file");
  expect(reason("link.json")).toBe("it is no regular file");
  expect(reason("absent.json")).toBe("there is no such file");
});
