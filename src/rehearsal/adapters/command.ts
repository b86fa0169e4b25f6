import { FAKE_KEY, type Adapter } from "./adapter.ts";

/**
 * Any program: it finds the server in the variables that the vendors' own libraries read, and the prompt on its
 * standard input or, where its arguments name it, as `{prompt}`.
 */
export const command: Adapter = {
  programs: [],
  facts: [
    {
      says: "the Python and TypeScript libraries read ANTHROPIC_BASE_URL, OPENAI_BASE_URL and GOOGLE_GEMINI_BASE_URL",
      read: { url: "https://github.com/googleapis/js-genai", date: "2026-11-30" },
    },
  ],
  start: ({ prompt, url, args = [] }) => ({
    args: args.map((one) => one.replaceAll("{prompt}", () => prompt)),
    env: {
      ANTHROPIC_API_KEY: FAKE_KEY,
      ANTHROPIC_BASE_URL: url,
      OPENAI_API_KEY: FAKE_KEY,
      OPENAI_BASE_URL: `${url}/v1`,
      GEMINI_API_KEY: FAKE_KEY,
      GOOGLE_GEMINI_BASE_URL: url,
    },
    files: {},
  }),
  steers: [{ paths: [".env", ".env.local"], syntax: "dotenv", keys: [] }],
};
