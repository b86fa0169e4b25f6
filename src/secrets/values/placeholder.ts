const WORDS =
  /example|placeholder|your[-_ ]?|dummy|fake|sample|redacted|change[-_]?(?:me|it)|replace|insert|todo|secret[-_]?here|goes[-_]?here|not[-_]?real|hunter2|foobar|my[-_](?:token|secret|key|password|api)|s3cr3t|p(?:[a@]|%40)[s5$]{2}w[o0]rd|open ?sesame|super[-_]?secret|correct[-_ ]?horse[-_ ]?battery|(?:user)?:?pass$|abc[-_]?123|123[-_]?abc|^test|!@#/i;
const RUNS = /\.\.\.|…|(.)\1{4}|12345|abcdef|fedcba|a1b2c3|1a2b3c|qwerty|deadbeef|(?:x[-_ ]?){5}/i;
/** In a long value such a run is chance. */
const LONG = 60;
const LONG_RUNS = /\.\.\.|…|(?!A)(.)\1{6}|A{11}|123456789|abcdefgh|a1b2c3d4|1a2b3c4d|deadbeefdead/i;
/** A variable, a template, what is to be filled in: as a whole, or where nobody could have drawn it by chance. */
const REFERENCE =
  /^\$[A-Za-z_]\w*(?:$|[/:.@&])|^\$[A-Z_]{2}|^\$\(|\$\([\w./-]{1,80}\)?$|\$\{[A-Za-z_]|\$[A-Z][A-Z_]{4}|\$[a-z_]{6}|\{\{|\}\}|<%|%>|^<.*>$|<[A-Za-z][\w .-]{2,80}>|\{[A-Za-z_][\w.:-]{2,80}\}|^%\w+%$|%[A-Z_]{3,80}%|^%[sdvq]$|^\*+$|^\[[\w -]+\]$|#\{/;
/** Where the secret is to be taken from: a store, a variable, a function. */
const ELSEWHERE =
  /^(?:env|vault|op|file|secrets?|keyring|keychain|pass|ssm|sm|aws|gcp|azure|arn|doppler|infisical|sops|bws|ref|input|cmd|exec|config|param|kms):|^(?:env|secrets?|vars?|inputs?|process|config|settings|os|data|local|module|var|self|this|ctx|req|request|args|options|opts|params|props|state|steps|needs|github|Deno|import)\.[A-Za-z_]|\bprocess\.env\b|\benviron\b|\bmeta\.env\b|\bgetenv\b|KeyVault/i;
/** What is made of a secret and may be shown: sealed, encrypted, hashed; and what is public from the start. */
const SHOWABLE =
  /^ENC\[|^ENC\(|^\{cipher\}|^vault:v\d|^\$ANSIBLE_VAULT|^Ag[A-Za-z0-9+/]{180}|^AQICAH|^CiQA|^(?:[\w.-]{1,60}:)?\$(?:2[abxy]|argon2|5|6|y|apr1|pbkdf2)[$-]|^\{?S?SHA\d*\}|^pbkdf2|^sha(?:1|256|384|512)[-:]|^(?:ssh-|ecdsa-)|^AAAA[BCE][A-Za-z0-9]|^pk[._](?:live|test)|^pk\.eyJ|^age1|^LS0tLS1CRUdJTiBDRVJU|^LS0tLS1CRUdJTiBQVUJM|^0x[0-9a-f]{40}$|^(?:did|urn|spiffe):|^alias\/|^projects\//i;

/** A pattern that looks for secrets is none. */
const PATTERN =
  /\[:[a-z]{3,8}:\]|\\[sdwSDW][+*?{)\]]|\(\?[:=!<]|\[\^?[A-Za-z0-9\\_.]{0,8}[a0A]-[z9Z]|\]\{\d|\.\{\d|^\/\^/;

/**
 * The token that jwt.io shows everybody, the key of AWS's documentation, the UUID of Wikipedia and OpenAPI, those of
 * RFC 4122's name spaces, the keys of Azure's emulators of Cosmos DB and of storage, which are the same everywhere.
 */
const SHOWN =
  /eyJzdWIiOiIxMjM0NTY3ODkwIi|^wJalrXUtnFEMI|550e8400-e29b-41d4-a716-446655440000|6ba7b81[0-9a-f]-9dad-11d1-80b4-00c04fd430c8|^C2y6yDjf5\/R\+ob0N8A7Cgv30VRDJIWEHLM|^Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2/;

/**
 * What nobody draws a secret from: letters of scripts that are written without spaces, and what is left of a picture
 * that was read as text.
 */
const NEVER = /[^\P{L}\p{Script=Latin}]|[\p{Cc}\ufffd]/u;
/**
 * What says how a word is shown in a terminal, and what names a project, an extension of Chrome, a node of a tree, a
 * project of GitHub or a field in one.
 */
const OF_PROGRAMS =
  /^\\(?:033|e|x1[bB]|u001[bB])\[|^\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$|^[a-p]{32}$|^[A-Z][A-Z0-9_]*@\d+\.\.\d+$|^PVT(?:|I|F|SSF|IF)_l[\w-]+$/;

/** What stands where a secret would: an example's, a variable's, a hint to put one's own. */
export function isPlaceholder(value: string): boolean {
  return (
    SHOWN.test(value) ||
    NEVER.test(value) ||
    OF_PROGRAMS.test(value) ||
    WORDS.test(value) ||
    (value.length < LONG ? RUNS : LONG_RUNS).test(value) ||
    REFERENCE.test(value) ||
    ELSEWHERE.test(value) ||
    SHOWABLE.test(value) ||
    PATTERN.test(value)
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
