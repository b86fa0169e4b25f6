import { seeded } from "./seeded.ts";

const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const WORDS =
  "acme alpha api app archive artifact asset audit backup batch beta billing blue bridge build bundle cache canary cart catalog cluster core cron daily data debug demo deploy deps docker draft east edge event export feature feed final flag fleet gateway graph green group handler health image import index infra invoice job kernel lake lambda latest layer ledger legacy linux live loader local main manifest metrics mobile model module nightly node north notify orders package parser payment pipeline plan pod prod proxy python queue region release replica report retry rollout router runner sandbox schema search server session shard shop signal site sku smoke snapshot south stage staging store stream sync table tenant test theme ticket timer tracker trial ubuntu union user vault vendor video web west widget windows worker zone".split(
    " ",
  );
const MODELS = ["claude-sonnet-4-5", "gpt-4o-mini", "gemini-2-5-pro", "llama-3-1-70b-instruct", "mistral-large"];

interface Pick {
  readonly word: () => string;
  readonly number: (bound: number) => number;
  readonly hex: (length: number) => string;
  readonly one: <T>(list: readonly T[]) => T;
  readonly many: (length: number) => string;
}

function picking(seed: number): Pick {
  const next = seeded(seed);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no list here is empty
  const one = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const drawn = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[next(alphabet.length)]).join("");
  return {
    word: () => one(WORDS),
    number: next,
    hex: (length) => drawn("0123456789abcdef", length),
    many: (length) => drawn(ALNUM, length),
    one,
  };
}

/** What a slug, a path or a version has between its joints. */
function part({ word, number, one }: Pick): string {
  const parts = [
    word,
    word,
    word,
    () => `v${number(20)}`,
    () => `${word()}${number(100)}`,
    () => String(number(1000)),
    () => `20${20 + number(9)}${String(1 + number(12)).padStart(2, "0")}${String(1 + number(28)).padStart(2, "0")}`,
    () => `${number(9)}x${number(64)}`,
    () => one(["us", "eu", "ap"]) + one(["-east-", "-west-", "-central-"]) + (1 + number(3)),
  ];
  return one(parts)();
}

/** A slug, a path, a version, an identifier: what people give to keys that open nothing. */
function slug(pick: Pick): string {
  const joint = pick.one(["-", "-", "-", "_", "/", ".", "-"]);
  return Array.from({ length: 2 + pick.number(5) }, () => part(pick)).join(joint);
}

const NAMES = [
  "key",
  "key",
  "cache-key",
  "auth",
  "token",
  "pat",
  "pass",
  "credentials",
  "secret",
  "sort_key",
  "api_key",
];

/** Slugs under names that credentials have, one a line. */
export function slugs(count: number, seed: number): readonly string[] {
  const pick = picking(seed);
  const forms = [
    (name: string, value: string) => `${name}: ${value}`,
    (name: string, value: string) => `${name} = "${value}"`,
    (name: string, value: string) => `  "${name}": "${value}",`,
    (name: string, value: string) => `tool --${name}=${value} x`,
    (name: string, value: string) => `| ${name} | ${value} |`,
  ];
  return Array.from({ length: count }, () => pick.one(forms)(pick.one(NAMES), slug(pick)));
}

const uuid = ({ hex }: Pick): string => [hex(8), hex(4), hex(4), hex(4), hex(12)].join("-");
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const digest = (pick: Pick, length: number): string => `${pick.many(length - 1)}=`;

/** Texts that look as if they held secrets, and hold none. */
const FILES: Readonly<Record<string, (pick: Pick) => string>> = {
  "subresource integrity": (p) => `<script src="a.js" integrity="sha384-${p.many(64)}"></script>`,
  "package-lock": (p) => `"integrity": "sha512-${p.many(86)}=="`,
  "go.sum": (p) => `github.com/acme/token v1.2.3 h1:${digest(p, 44)}`,
  "image digest": (p) => `image: acme/auth-token@sha256:${p.hex(64)}`,
  "pinned action": (p) => `- uses: acme/get-token@${p.hex(40)} # v3`,
  "commit under key": (p) => `key: ${p.hex(40)}`,
  "hash in a table": (p) => `| key | ${p.hex(64)} |`,
  "cache key with a hash": (p) => `cache-key: ${p.word()}-linux-${p.hex(40)}`,
  "key with a hash": (p) => `const key = 'Linux-${p.word()}-${p.hex(40)}'`,
  "cache key of a workflow": () => "key: ${{ runner.os }}-node-${{ hashFiles('**/package-lock.json') }}",
  "slug under key": (p) => `key: ${slug(p)}`,
  "path under key": (p) => `key = "${p.word()}/${p.word()}-2/${p.word()}/terraform.tfstate"`,
  "model under key": (p) => `| Model key | ${p.one(MODELS)}-20250929 |`,
  "UUID under key": (p) => `key: ${uuid(p)}`,
  "idempotency key": (p) => `Idempotency-Key: ${uuid(p)}`,
  "sort key": (p) => `sortKey: "${p.hex(24)}"`,
  "next page": (p) => `nextPageToken: "${p.many(32)}"`,
  "csrf token": (p) => `csrf_token: "${p.many(32)}"`,
  "numbers of tokens": (p) => `max_tokens: ${p.number(1_000_000)}\ninput_tokens: ${p.number(100_000)}`,
  "special tokens": (p) => `pad_token: "<|${p.word()}|>"\neos_token: "[EOS_${p.number(99)}]"`,
  "public key": (p) => `public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${p.many(43)} a@b`,
  "public key in base64": (p) => `publicKey: "${digest(p, 44)}"`,
  "key of an assembly": (p) => `Version=4.0.0.0, Culture=neutral, PublicKeyToken=${p.hex(16)}`,
  certificate: (p) => `certificate-authority-data: ${base64(`-----BEGIN CERTIFICATE-----\n${p.many(64)}\n`)}`,
  "publishable key": (p) => `stripe_key: pk_live_${p.many(24)}`,
  "sealed secret": (p) => `  encryptedData:\n    password: AgB${p.many(320)}=`,
  SOPS: (p) => `password: ENC[AES256_GCM,data:${p.many(16)},iv:${p.many(43)}=,tag:${p.many(22)}==,type:str]`,
  "Ansible vault": (p) => `password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  ${p.hex(80)}`,
  "bcrypt hash": (p) => `password: "$2b$12$${p.many(53)}"`,
  "bcrypt hash of a user": (p) => `htpasswd: admin:$2y$05$${p.many(53)}`,
  "argon hash": (p) => `password_hash: $argon2id$v=19$m=65536,t=3,p=4$${p.many(22)}$${p.many(43)}`,
  "address of a contract": (p) => `const token = '0x${p.hex(40)}';`,
  "example of RFC 7617": () => "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
  "example of MDN": () => "Authorization: Basic YWxhZGRpbjpvcGVuc2VzYW1l",
  "user and pass": () => "Authorization: Basic dXNlcjpwYXNz",
  variables: () => 'API_KEY=${API_KEY}\nTOKEN="$ACCESS_TOKEN"\nDB_PASSWORD: ${{ secrets.DB_PASSWORD }}',
  "calls in code": () =>
    'const token = process.env.API_TOKEN;\npassword = os.environ["DB_PASSWORD"]\nsecret = crypto.randomBytes(32).toString("hex")\napi_key = get_secret("prod/api-key-2")',
  "types in code": () =>
    "password: z.string().min(8).max(64)\napiKey?: string | undefined\ntoken: Token.Identifier2\nauth: OAuth2PasswordBearer",
  "fields of a form": () =>
    `<input type="password" name="password" autocomplete="new-password" placeholder="8+ characters">`,
  "patterns that search": () => String.raw`(api[_-]?key|password|secret|token).{0,20}['"][A-Za-z0-9]{20,}`,
  "a pattern under password": () => String.raw`password: "^(?=.*[a-z])(?=.*\d)[A-Za-z\d@$!%*?&]{8,}$"`,
  placeholders: () =>
    "api_key: your-api-key-here\ntoken: <token>\npassword: changeme\nsecret: xxxxxxxxxxxxxxxx\nAPI_KEY=sk-...\nkey: REPLACE_ME_1234",
  "references to stores": () =>
    'token: op://vault/item-2/token\npassword: vault:secret/data/app#password2\nsecret: arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-a1b2c3\nkms_key: "projects/acme/locations/global/keyRings/r1/cryptoKeys/k1"',
  "files of keys": () =>
    "private_key: keys/dev1/v2/2026.pem\nssh_key: ~/.ssh/id_ed25519_2026\nkey: config/keys/2024/11/30/prod.pub\nsigning_key: alias/prod-signing-2024",
  "ways to authenticate": () =>
    'args: ["--auth", "oauth2-client-credentials"]\nauth: oauth2-pkce-s256\ncredentials: application-default-v1',
  "keys on a keyboard": (p) =>
    `| Key | Ctrl+Shift+${p.number(9)} |\nkey: KeyboardEvent.F${p.number(12)}\nhotkey: cmd-alt-f${p.number(9)}`,
  "data attributes": (p) => `<li data-key="item-${p.number(999)}-${p.hex(8)}" key={\`row-\${i}-${p.number(99)}\`}>`,
  "trailers of commits": (p) => `Reviewed-by-key: ${p.hex(16)}\nChange-Id: I${p.hex(40)}`,
  "Sentry address": (p) => `dsn: https://${p.hex(32)}@o${p.number(99_999)}.ingest.sentry.io/${p.number(99_999)}`,
  "source map": (p) => `//# sourceMappingURL=data:application/json;base64,${p.many(200)}`,
  "translation keys": (p) => `"key": "com.acme.${p.word()}${p.number(9)}.${p.word()}.v${p.number(9)}"`,
  "symbols of a market": (p) => `"token": "BTC2026-USDT-30NOV26-${p.number(999_999)}-C"`,
  "citation keys": (p) => `@article key: ${p.word()}2017${p.word()}-2018-v${p.number(9)}`,
  prose: () =>
    "A token is checked by its signature; the password has to be changed every 90 days, and the key is a path such as `v2/a1/b2`. Basic authentication-with-password is off.",
};

/** A file for each way to look like a secret, the same ones for the same seed. */
export const lookAlikes = (seed: number): readonly (readonly [name: string, text: string])[] =>
  Object.entries(FILES).map(([name, file], index) => {
    const pick = picking(seed + index);
    return [name, Array.from({ length: 20 }, () => file(pick)).join("\n")] as const;
  });
