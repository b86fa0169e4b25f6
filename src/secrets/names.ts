const NAME =
  /(?:^|[-_.]|[a-z](?=[A-Z]))(?:api[-_]?key|apikey|token|secret|password|passwd|pwd|pat|credentials?|private[-_]?key|access[-_]?key|auth(?:orization)?|auth[-_]?key|key)$/i;
/** Says how many or of which kind, not which. */
const NO_SECRET =
  /(?:max|min|num|count|limit|public|sort|primary|foreign|index|cache|partition|type|file|path|keymap|row|object|storage|idempotency|hash|csrf|xsrf|page|next|continuation|query|group|map|dedupe|merge|test)[-_]?/i;

/** Services whose credentials have no form of their own. */
export const SERVICE =
  /adafruit|adobe|airtable|algolia|alibaba|asana|atlassian|confluence|jira|beamer|bitbucket|bittrex|meraki|cloudflare|codecov|cohere|co_api|coinbase|confluent|contentful|datadog|discord|drone|dropbox|etsy|facebook|fastly|finicity|finnhub|flickr|freshbooks|gitter|gocardless|heroku|hubspot|intercom|jfrog|artifactory|bintray|kraken|kucoin|launchdarkly|linkedin|linked_in|looker|mailchimp|mailgun|mapbox|mattermost|messagebird|netlify|new[-_]?relic|nytimes|okta|plaid|privateai|private_ai|rapidapi|sendbird|sentry|snyk|sonar|sourcegraph|squarespace|sumo|telegram|travis|twitch|twitter|typeform|yandex|zendesk/i;

/** Whether a key, variable, flag or parameter is called what credentials are called. */
export const namesSecret = (name: string): boolean => NAME.test(name) && !NO_SECRET.test(name);
