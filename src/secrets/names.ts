const LAST =
  /(?:password|passwd|passphrase|secret|token|apikey|secretkey|accesskey|privatekey|authkey)$|^(?:key|pass|pwd|pat|auth|authorization|credentials?|creds)$/;
/** Last words of a name that say which of several it is. */
const WHICH = /^(?:[0-9]{1,2}|prod|production|staging|stage|dev|live|primary|secondary|value)$/;
/**
 * Last words of a name that say how many there are or which one is meant, before a last word that would tell a secret.
 */
const HARMLESS =
  /^(?:max|min|num|count|limit|public|publishable|sort|foreign|index|cache|partition|row|object|idempotency|hash|csrf|xsrf|page|next|continuation|query|group|keymap|dedupe|merge|file|path|type)$/;

/** `serviceApiKey_2` → service, api, key, 2. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/[a-z0-9](?=[A-Z])/g, "$&_")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** Services whose credentials have no form of their own. */
export const SERVICE =
  /adafruit|adobe|airtable|algolia|alibaba|asana|atlassian|confluence|jira|beamer|bitbucket|bittrex|meraki|cloudflare|codecov|cohere|co_api|coinbase|confluent|contentful|datadog|discord|drone|dropbox|etsy|facebook|fastly|finicity|finnhub|flickr|freshbooks|gitter|gocardless|heroku|hubspot|intercom|jfrog|artifactory|bintray|kraken|kucoin|launchdarkly|linkedin|linked_in|looker|mailchimp|mailgun|mapbox|mattermost|messagebird|netlify|new[-_]?relic|nytimes|okta|plaid|privateai|private_ai|rapidapi|sendbird|sentry|snyk|sonar|sourcegraph|squarespace|sumo|telegram|travis|twitch|twitter|typeform|yandex|zendesk/i;

/** Whether a key, variable, flag or parameter is called what credentials are called. */
export function namesSecret(name: string): boolean {
  const words = wordsOf(name);
  while (words.length > 1 && WHICH.test(words.at(-1) ?? "")) words.pop();
  return LAST.test(words.at(-1) ?? "") && !HARMLESS.test(words.at(-2) ?? "");
}

/**
 * Whether a name is that of a password. What people choose themselves is short, and no test of randomness holds for it.
 */
export const namesPassword = (name: string): boolean =>
  /(?:password|passwd|passphrase|pwd|(?:^|[-_.])pass)(?:[-_.]?[0-9]{1,2})?$/i.test(name);
