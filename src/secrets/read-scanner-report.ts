import { integer, list, object, type Read, readJson, string } from "../model/read-value.ts";
import type { Leak } from "./leak.ts";

/**
 * What a scanner program reports as JSON: gitleaks 8, and betterleaks 1, which writes the same. Throws Mismatch for
 * anything else. https://github.com/gitleaks/gitleaks and https://github.com/betterleaks/betterleaks, read 2026-11-26.
 */
export function readScannerReport(json: string): readonly Leak[] {
  const value = readJson(json);
  return value === null ? [] : list(leak)(value, "");
}

const fields = object({
  RuleID: string,
  StartLine: integer(0),
  EndLine: integer(0),
  Secret: string,
  File: string,
  Commit: string,
  Fingerprint: string,
});

const leak: Read<Leak> = (value, at) => {
  const { RuleID: rule, StartLine, EndLine, Secret: secret, File, Commit: commit, Fingerprint } = fields(value, at);
  const line = Math.max(1, StartLine); // what came from standard input has had a line 0
  return {
    rule,
    file: File.replaceAll("\\", "/").replace(/^\.\//, ""),
    line,
    endLine: Math.max(line, EndLine),
    secret,
    ...(commit !== "" && { commit }),
    // A later betterleaks makes its fingerprint of the secret, which nobody may keep.
    ...(Fingerprint.endsWith(`${File}:${rule}:${StartLine}`) && { fingerprint: Fingerprint }),
  };
};
