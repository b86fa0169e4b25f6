const WORDS =
  /example|placeholder|your[-_ ]?|dummy|fake|sample|redacted|change[-_]?me|replace|insert|todo|secret[-_]?here|goes[-_]?here|not[-_]?real|hunter2|foobar|my[-_](?:token|secret|key|password)|s3cr3t|p[a@]ssw[o0]rd|(?:user)?:?pass$/i;
const RUNS = /\.\.\.|…|(.)\1{4}|12345|abcdef|fedcba|qwerty|deadbeef/i;
const REFERENCE = /[<>{}]|\$[A-Za-z_({]|%[A-Z_]+%|^\*+$|\[[A-Z_ ]+\]/;

/** Where the secret is to be taken from: a store, a variable, a function. */
const ELSEWHERE =
  /^(?:env|vault|op|file|secrets?|keyring|keychain|pass|ssm|sm|aws|gcp|azure|arn|doppler|infisical|sops|bws|ref|input|cmd|exec)[:.]|\bprocess\.env\b|\benviron\b|\bmeta\.env\b|\bgetenv\b|^ENC\[|KeyVault/i;

/** The payload of the token that jwt.io shows everybody. */
const SHOWN = "eyJzdWIiOiIxMjM0NTY3ODkwIi";

/** What stands where a secret would: an example's, a variable's, a hint to put one's own. */
export function isPlaceholder(value: string): boolean {
  return (
    value.includes(SHOWN) || WORDS.test(value) || RUNS.test(value) || REFERENCE.test(value) || ELSEWHERE.test(value)
  );
}

/** Bits per character: a text of random characters has more than words have. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const one of value) counts.set(one, (counts.get(one) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
