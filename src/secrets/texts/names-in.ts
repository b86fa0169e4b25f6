/** Words that stand in all names of credentials. */
const WORD =
  /pass|pwd|secret|token|key|auth|cred|\bpats?\b|kennwort|wachtwoord|contrasena|bearer|\bsalt\b|jwt|hmac|api_?hash|_PAT\b/gi;
const LONGEST = 80;
/** Words that belong to the name before a space: `API key: …`. */
const QUALIFIER =
  /(?:^|[^A-Za-z0-9_])(api|secret|access|private|auth|client|service|account|admin|master|bot|app|signing|encryption)[ -]$/i;

/** A name that may be that of a credential, with the dashes of a flag. */
export interface NameIn {
  readonly start: number;
  readonly end: number;
}

/** Where names stand in a text that have a word in them that names of credentials have. */
export function* namedValues(text: string): Generator<NameIn> {
  let behind = 0;
  for (const match of text.matchAll(WORD)) {
    if (match.index < behind) continue;
    let start = match.index;
    while (start > 0 && match.index - start <= LONGEST && isNameCode(text.charCodeAt(start - 1))) start -= 1;
    let end = match.index + match[0].length;
    while (end - match.index <= LONGEST && isNameCode(text.charCodeAt(end))) end += 1;
    behind = end;
    if (end - start > LONGEST) continue;
    while (end > start && isJoint(text.charCodeAt(end - 1))) end -= 1;
    yield { start, end };
  }
}

/** What a name says, with a word before it that belongs to it: `API key`. */
export function nameAt(text: string, { start, end }: NameIn): string {
  const own = text.slice(start, end);
  const qualifier = QUALIFIER.exec(text.slice(Math.max(0, start - 12), start))?.[1];
  return qualifier === undefined ? own : `${qualifier}_${own}`;
}

/** Letters, digits, `_`, `.` and `-`. */
const isNameCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  isJoint(code);
const isJoint = (code: number): boolean => code === 46 || code === 45;
