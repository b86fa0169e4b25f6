/** Ends of names that give a client another server, or a way past it. */
const ENDS = /(?:^|_)(?:BASE_URL|API_BASE|API_HOST|ENDPOINT|ENDPOINT_URL|UNIX_SOCKET|PROXY|OAUTH_URL)$/i;
/** Whole names, and beginnings, that choose another vendor or run code in the client. */
const NAMES =
  /^(?:CLAUDE_CODE_USE_|CLAUDE_CODE_PROVIDER_|GOOGLE_GENAI_USE_|GOOGLE_CLOUD_PROJECT|AWS_ENDPOINT_URL|COPILOT_PROVIDER_|OPENCODE_CONFIG|CODEX_HOME$|GEMINI_CLI_HOME$|GEMINI_CLI_SYSTEM|NODE_OPTIONS$|BUN_OPTIONS$|LD_PRELOAD$|NODE_EXTRA_CA_CERTS$|SSL_CERT_)/;

/** Whether a variable of that name could lead a client away from the server that it is given. */
export const isSteering = (name: string): boolean => ENDS.test(name) || NAMES.test(name);
