import { seeded } from "./seeded.ts";

/** A secret that never was one: made when a test runs, so that no file of this repository looks as if it held any. */
export interface Planted {
  readonly kind: string;
  readonly value: string;
}

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = UPPER.toLowerCase();
const DIGITS = "0123456789";
const WORD = UPPER + LOWER + DIGITS;
const HEX = `${DIGITS}abcdef`;

/** Prefixes are written in two parts, for the same reason. Each part: literal, or [characters, how many]. */
type Part = string | readonly [string, number];
const FORMS: Readonly<Record<string, readonly Part[]>> = {
  "github-token": ["gh", "p_", [WORD, 36]],
  "github-fine-grained-token": ["github", "_pat_", [WORD, 82]],
  "gitlab-token": ["gl", "pat-", [WORD, 20]],
  "anthropic-key": ["sk-", "ant-api03-", [WORD, 93], "AA"],
  "openai-key": ["sk-", "proj-", [WORD, 74], "T3Blbk", "FJ", [WORD, 74]],
  "openrouter-key": ["sk-", "or-v1-", [HEX, 64]],
  "google-api-key": ["AI", "za", [WORD, 35]],
  "google-oauth-token": ["ya", "29.", [WORD, 80]],
  "google-client-secret": ["GOC", "SPX-", [WORD, 28]],
  "aws-access-key": ["AK", "IA", [`${UPPER}234567`, 16]],
  "aws-secret-key": ["aws_secret_", "access_key = ", [WORD, 40]],
  "slack-token": ["xo", "xb-", [DIGITS, 12], "-", [DIGITS, 12], "-", [WORD, 24]],
  "slack-webhook": ["https://hooks.", "slack.com/services/T", [WORD, 8], "/B", [WORD, 8], "/", [WORD, 24]],
  "discord-webhook": ["https://discord.com/api/", "webhooks/", [DIGITS, 18], "/", [WORD, 68]],
  "stripe-key": ["sk_", "live_", [WORD, 24]],
  "npm-token": ["np", "m_", [WORD, 36]],
  "pypi-token": ["pypi-", "AgEI", [WORD, 100]],
  "rubygems-key": ["ruby", "gems_", [HEX, 48]],
  "huggingface-token": ["h", "f_", [UPPER + LOWER, 34]],
  "groq-key": ["gs", "k_", [WORD, 52]],
  "xai-key": ["xa", "i-", [WORD, 80]],
  "perplexity-key": ["ppl", "x-", [WORD, 48]],
  "replicate-token": ["r", "8_", [WORD, 37]],
  "linear-key": ["lin_", "api_", [WORD, 40]],
  "notion-token": ["nt", "n_", [DIGITS, 11], [WORD, 35]],
  "figma-token": ["fi", "gd_", [WORD, 40]],
  "airtable-token": ["pa", "t", [WORD, 14], ".", [HEX, 64]],
  "atlassian-token": ["ATA", "TT3", [WORD, 186]],
  "sendgrid-key": ["S", "G.", [WORD, 22], ".", [WORD, 43]],
  "postman-key": ["PM", "AK-", [HEX, 24], "-", [HEX, 34]],
  "shopify-token": ["shp", "at_", [HEX, 32]],
  "grafana-token": ["gl", "sa_", [WORD, 32], "_", [HEX, 8]],
  "databricks-token": ["da", "pi", [HEX, 32]],
  "digitalocean-token": ["dop", "_v1_", [HEX, 64]],
  "docker-token": ["dckr_", "pat_", [WORD, 27]],
  "vercel-token": ["vc", "p_", [WORD, 24]],
  "tailscale-key": ["ts", "key-auth-", [WORD, 12], "-", [WORD, 32]],
  "vault-token": ["hv", "s.", [WORD, 90]],
  "sentry-token": ["sntr", "yu_", [HEX, 64]],
  "new-relic-key": ["NR", "AK-", [UPPER + DIGITS, 27]],
  "pulumi-token": ["pu", "l-", [HEX, 40]],
  "planetscale-token": ["pscale", "_tkn_", [WORD, 43]],
  "doppler-token": ["dp.", "pt.", [WORD, 43]],
  "telegram-bot-token": [[DIGITS, 9], ":", "AA", [WORD, 33]],
  "json-web-token": ["ey", "J", [WORD, 33], ".ey", "J", [WORD, 70], ".", [WORD, 43]],
  "bearer-token": ["Authorization: Bear", "er ", [WORD, 40]],
  "url-password": ["postgres://", "app:", [WORD, 24], "@db.internal/app"],
  "private-key": [
    "-----BEGIN RSA PRIV",
    "ATE KEY-----\n",
    [WORD, 64],
    "\n",
    [WORD, 64],
    "\n",
    [WORD, 40],
    "\n-----END RSA PRIV",
    "ATE KEY-----",
  ],
};

export const PLANTED_KINDS: readonly string[] = Object.keys(FORMS);

/** `count` secrets of every kind in turn, the same ones for the same seed. */
export function plantedSecrets(count: number, seed: number): readonly Planted[] {
  const next = seeded(seed);
  const made = (part: Part): string =>
    typeof part === "string" ? part : Array.from({ length: part[1] }, () => part[0][next(part[0].length)]).join("");
  return Array.from({ length: count }, (_, index) => {
    const kind = PLANTED_KINDS[index % PLANTED_KINDS.length] ?? "";
    return { kind, value: (FORMS[kind] ?? []).map(made).join("") };
  });
}

/** A secret of one kind; another one for each number. */
export function planted(kind: string, number = 1): Planted {
  const found = plantedSecrets(PLANTED_KINDS.length, number).find((one) => one.kind === kind);
  if (!found) throw new Error(`No form for ${kind}.`);
  return found;
}
