/** How surely a name says that what it is given to is a credential. */
export type Strength = "password" | "strong" | "weak";

/** One of these stands in every name of a credential; most names have none. */
const TELLING = /pass|pwd|secret|token|key|auth|cred|pat|kennwort|wachtwoord|contrasena|bearer|salt|jwt|hmac|hash/i;
const PASSWORD =
  /(?:password|passwd|passphrase|passcode|passwort|kennwort|wachtwoord|contrasena|pwd|requirepass|masterauth|storepass|keypass|sshpass|(?:db|root|admin|user|ftp|smtp|mail|sudo|pg|mysql|redis|my)pass)s?$/;
const TOKEN = /(?:secret|token|apikey|secretkey|accesskey|privatekey|authkey|passkey|signingkey|masterkey|apihash)s?$/;
const ANY = /^(?:keys?|auth|authorization|pats?|credentials?|creds?|bearer|salt|jwt|hmac)$/;
/** What a key is for, where it opens something. */
const OPENING =
  /^(?:api|app|application|secret|access|private|auth|encryption|encrypt|signing|signature|sign|service|account|master|admin|client|server|session|storage|webhook|jwt|hmac|deploy|deployment|write|license|licence|subscription|function|integration|ingest|ingestion|bot|crypt|crypto|cipher|aes|des|db|database|user|team|org|bearer|token|rest|sdk|management|instance|worker|root|shared|instrumentation)$/;
/** Say how many tokens there are, or which one is meant. */
const COUNTED =
  /^(?:max|min|num|count|limit|public|publishable|csrf|xsrf|page|next|prev|previous|continuation|pagination|cursor|idempotency|cancellation|cancel|special|pad|eos|bos|unk|mask|sep|cls|stop|start|input|output|prompt|completion|total|cached|reasoning|budget|design|color|colour|file|type|path|merge)$/;
/** Keys that open nothing. */
const HARMLESS =
  /^(?:max|min|num|count|limit|public|publishable|pub|host|sort|foreign|index|cache|partition|row|object|idempotency|hash|page|next|continuation|query|group|keymap|dedup|dedupe|library|merge|file|path|type|registry|article|primary|composite|unique|natural|map|state|lock|config|translation|i18n|locale|item|data|sorting|order|lookup|join|range|arrow|hot|short|shortcut|recv|receive|trusted|authorized|known|gpg|issue|project|s3|model)$/;
/** Which of several it is: a number, an environment, a place, a half, a form of writing. */
const WHICH =
  /^(?:[0-9]{1,2}|v[0-9]{1,2}|prod|production|staging|stage|dev|develop|development|live|test|testing|ci|qa|uat|local|sandbox|preview|demo|beta|alpha|internal|external|primary|secondary|main|default|current|new|old|backup|previous|fallback|legacy|rotated|global|eu|us|uk|de|fr|nl|jp|cn|in|br|au|ca|apac|emea|asia|east|west|north|south|central|value|values|val|base|data|text|string|str|plain|raw|literal|b64|base64|encoded|hex|readonly|ro|rw)$/;
/** What follows a credential's name where something about it is meant, and not itself. */
const ABOUT =
  /^(?:ids?|names?|files?|filename|paths?|urls?|uris?|endpoint|host|hosts|port|length|len|size|count|counts|limit|limits|usage|used|type|types|kind|expiry|expires|expiration|expired|ttl|lifetime|age|at|on|by|for|of|and|or|is|regex|pattern|patterns|format|hash|hashes|hashed|digest|fingerprint|thumbprint|checksum|header|headers|field|fields|column|label|labels|hint|placeholder|ref|refs|arn|alias|policy|policies|rules|prefix|suffix|version|versions|env|envs|var|vars|variable|variables|provider|providers|manager|store|stores|vault|param|params|parameter|parameters|rotation|strength|reset|change|confirmation|confirm|input|form|page|prompt|required|valid|validation|validator|check|checks|auth|authentication|flow|grant|scope|scopes|issuer|audience|algorithm|alg|encoder|encoding|generator|service|services|client|handler|helper|util|utils|class|schema|model|table|map|list|set|array|object|obj|fn|func|function|callback|factory|cache|budget|cost|costs|price|window|stream|streams|bucket|ring|rings|word|words|space|frame|board|down|up|press|code|codes|event|events|error|errors|status|state|in|out|scanner|scanning|detection|management|example|examples|docs|guide)$/;

/** What everybody may see, and what is made of a secret and does not open what the secret opens. */
const PUBLIC = /^(?:public|publishable|pubkey|publickey|hashed)$/;
/** The password of one call in a browser, which the other side is told and which ends with the call. */
const OF_ONE_CALL = /^ice[-_]?pwd$/i;

/** `serviceApiKey_2` → service, api, key, 2. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/[a-z0-9](?=[A-Z])/g, "$&_")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** Services whose credentials have no form of their own. */
export const ISSUER =
  /adafruit|adobe|airtable|algolia|alibaba|asana|atlassian|confluence|jira|beamer|bitbucket|bittrex|meraki|cloudflare|codecov|cohere|co_api|coinbase|confluent|contentful|datadog|discord|drone|dropbox|etsy|facebook|fastly|finicity|finnhub|flickr|freshbooks|gitter|gocardless|heroku|hubspot|intercom|jfrog|artifactory|bintray|kraken|kucoin|launchdarkly|linkedin|linked_in|looker|mailchimp|mailgun|mapbox|mattermost|messagebird|netlify|new[-_]?relic|nytimes|okta|plaid|privateai|private_ai|rapidapi|sendbird|sentry|snyk|sonar|sourcegraph|squarespace|sumo|telegram|travis|twitch|twitter|typeform|yandex|zendesk/i;

/** What a key, variable, flag or parameter is called that holds a credential; undefined for any other name. */
export function strengthOf(name: string): Strength | undefined {
  if (!TELLING.test(name) || OF_ONE_CALL.test(name)) return undefined;
  const words = wordsOf(name);
  while (words.length > 1 && WHICH.test(words.at(-1) ?? "")) words.pop();
  if (words.some((word) => PUBLIC.test(word))) return undefined;
  const [before, last = ""] = [words.at(-2), words.at(-1)];
  const told = strengthOfWords(last, before);
  if (told) return told;
  if (last === "id" && before === "secret") return "strong"; // half of a login with Vault's AppRole
  if (last === "hash" && before === "api") return "strong"; // Telegram's
  return undefined;
}

/**
 * A name that goes on behind the word that tells: `API_TOKEN_ACME`, which may be a token for ACME or anything about it.
 */
export function strengthWithin(name: string): Strength | undefined {
  const words = wordsOf(name);
  if (words.some((word) => PUBLIC.test(word))) return undefined;
  for (const beyond of [1, 2]) {
    const at = words.length - 1 - beyond;
    const word = words[at];
    if (word === undefined || ABOUT.test(words[at + 1] ?? "") || ABOUT.test(words.at(-1) ?? "")) return undefined;
    const told = strengthOfWords(word, words[at - 1]);
    if (told && told !== "weak") return told === "password" ? "strong" : "weak";
  }
  return undefined;
}

function strengthOfWords(last: string, before = ""): Strength | undefined {
  if (PASSWORD.test(last) || last === "pass") return "password";
  if (TOKEN.test(last)) return COUNTED.test(before) ? undefined : "strong";
  if (!ANY.test(last)) return undefined;
  if (/^keys?$/.test(last)) return HARMLESS.test(before) ? undefined : OPENING.test(before) ? "strong" : "weak";
  return COUNTED.test(before) ? undefined : "weak";
}

/** Whether a key, variable, flag or parameter is called what credentials are called. */
export const namesSecret = (name: string): boolean => strengthOf(name) !== undefined;
