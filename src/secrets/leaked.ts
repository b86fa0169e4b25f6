import type { EngineRule } from "../model/rule.ts";
import type { Range, Source } from "../model/source.ts";
import { offsetAt } from "../model/source.ts";
import { findSecrets } from "./find-secrets.ts";
import type { Leak, ScannerName } from "./leak.ts";
import { remedy } from "./remedy.ts";
import { secretPrivateKey, secretToken } from "./rules.ts";

/** What is said of a program's finding. */
export interface Leaked {
  readonly rule: EngineRule;
  readonly message: string;
  readonly help?: string;
}

export function leaked(name: ScannerName, { rule, secret, line }: Leak, placed: boolean): Leaked {
  const kind = findSecrets(secret).find((one) => one.kind)?.kind;
  const where = placed ? "" : ` in line ${line}`;
  return {
    rule: /private-key/.test(rule) ? secretPrivateKey : secretToken,
    message: `${name} finds a secret${where}: ${rule} ${firstOf(secret)}`,
    ...(kind && { help: remedy(kind) }),
  };
}

/** The characters of a secret that are shown. A key's first characters are those of all keys, and say nothing. */
const firstOf = (secret: string): string => `${secret.slice(0, Math.min(4, Math.floor(secret.length / 4)))}…`;

/**
 * Where a finding stands in a text.
 * A program may have decoded what it found: then the lines that it named are hidden as a whole.
 */
export function rangeOf({ line, endLine, secret }: Leak, source: Source): Range {
  const start = offsetAt(source, line, 1);
  const below = offsetAt(source, endLine + 1, 1);
  const end = below > start ? below : source.text.length;
  const at = source.text.indexOf(secret, start);
  if (secret !== "" && at !== -1 && at < end) return { start: at, end: at + secret.length };
  return { start, end: start + source.text.slice(start, end).trimEnd().length };
}
