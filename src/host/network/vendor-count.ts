import { isHere } from "../../model/is-here.ts";
import type { VendorCount } from "../../model/ports.ts";
import { UsageError } from "../../model/usage-error.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The API that this was written for: https://platform.claude.com/docs/en/api/messages/count_tokens, read 2026-11-25.
 */
const ADDRESS = "https://api.anthropic.com";
const VERSION = "2023-06-01";
const MODEL = "claude-sonnet-5";
const PATIENCE = 30_000;

/**
 * Anthropic's own count, for which ANTHROPIC_API_KEY is needed; ANTHROPIC_MODEL names another model, in whose place the
 * environment's `models` may put yet another, and ANTHROPIC_BASE_URL another address. The texts leave the machine;
 * nothing that this says holds the key. Throws UsageError where there is no count.
 */
export function openVendorCount(env: Env, models: Readonly<Record<string, string>>): VendorCount {
  const key = env["ANTHROPIC_API_KEY"];
  if (!key)
    throw new UsageError(
      "--exact asks Anthropic, for which ANTHROPIC_API_KEY must be set. Without --exact counts are estimates.",
    );
  const named = env["ANTHROPIC_MODEL"] || MODEL;
  const model = (Object.hasOwn(models, named) ? models[named] : undefined) ?? named;
  const address = countAddress(env["ANTHROPIC_BASE_URL"] || ADDRESS);
  return {
    model,
    count: async (text) => {
      if (text === "") return 0;
      const answer = await ask(address, key, { model, messages: [{ role: "user", content: text }] });
      const count = isCount(answer) ? answer.input_tokens : undefined;
      if (count === undefined) throw new UsageError(`${address.host} answered without a count of tokens.`);
      return count;
    },
  };
}

/** A key goes over nothing that others can read; this machine itself is no such thing. */
function countAddress(base: string): URL {
  const address = `${base.replace(/(?<!\/)\/+$/, "")}/v1/messages/count_tokens`;
  if (!URL.canParse(address)) throw new UsageError("ANTHROPIC_BASE_URL is no address.");
  const url = new URL(address);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isHere(url.hostname)))
    throw new UsageError("ANTHROPIC_BASE_URL must begin with https://: the key would be readable on its way.");
  return url;
}

async function ask(address: URL, key: string, body: object): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "x-api-key": key, "anthropic-version": VERSION, "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw new UsageError(`${address.host} cannot be asked for a count: ${reasonOf(error, key)}`);
  }
  // What it says could quote what was sent.
  if (!response.ok)
    throw new UsageError(
      `${address.host} refuses to count (${response.status}). ${HELP[response.status] ?? ""}`.trim(),
    );
  try {
    return await response.json();
  } catch (error) {
    throw new UsageError(`${address.host} answered no JSON: ${reasonOf(error, key)}`);
  }
}

const HELP: Readonly<Record<number, string>> = {
  401: "Check ANTHROPIC_API_KEY.",
  404: "Check ANTHROPIC_MODEL.",
  413: "The text is too large for it; leave --exact out.",
  429: "Its limit of requests is reached; try again later.",
};

function reasonOf(error: unknown, key: string): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (cause instanceof Error ? cause.message : String(cause)).replaceAll(key, "…");
}

function isCount(answer: unknown): answer is { readonly input_tokens: number } {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "input_tokens" in answer &&
    typeof answer.input_tokens === "number" &&
    Number.isSafeInteger(answer.input_tokens) &&
    answer.input_tokens >= 0
  );
}
