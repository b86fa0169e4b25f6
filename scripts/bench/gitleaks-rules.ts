import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import { samplePattern } from "../../test/support/sample-pattern.ts";

/** A text that a rule of gitleaks is written for. */
export interface Sample {
  readonly rule: string;
  readonly text: string;
}

/** Where `go install` leaves the sources of the program that it builds; undefined where it came another way. */
export function gitleaksConfig(version: string): string | undefined {
  const modules = process.env["GOMODCACHE"] ?? join(process.env["GOPATH"] ?? join(homedir(), "go"), "pkg/mod");
  const file = join(modules, `github.com/zricethezav/gitleaks/v8@${version}`, "config/gitleaks.toml");
  return existsSync(file) ? file : undefined;
}

/** A random text per rule of its configuration, made from the rule's own pattern. Rules of paths alone have none. */
export function samplesOf(config: string, next: (below: number) => number): readonly Sample[] {
  const { rules } = getStaticTOMLValue(parseTOML(readFileSync(config, "utf8")));
  if (!Array.isArray(rules)) throw new Error(`${config} has no rules.`);
  return rules.flatMap((rule: unknown): readonly Sample[] => {
    if (typeof rule !== "object" || rule === null || !("id" in rule) || !("regex" in rule)) return [];
    return [{ rule: String(rule.id), text: withKeyword(rule, samplePattern(named(String(rule.regex)), next)) }];
  });
}

/** What may stand between a service's name and `=` is what credentials are called: `heroku_api_key=…`. */
const named = (pattern: string): string => pattern.replaceAll(String.raw`(?:[ \t\w.-]{0,20})`, "_api_key");

/** A rule is asked only where one of its words stands: not every pattern has one in itself. */
function withKeyword(rule: object, text: string): string {
  const words: readonly unknown[] = "keywords" in rule && Array.isArray(rule.keywords) ? rule.keywords : [];
  const has = words.some((word) => text.toLowerCase().includes(String(word)));
  return has || words.length === 0 ? text : `${String(words[0])} ${text}`;
}
