interface Facts {
  /** Of HTTP; 0 where no answer came. */
  readonly status: number;
  /** In the forge's own words. */
  readonly reason: string;
  /** What to do; where it is absent, the status decides. */
  readonly help?: string;
  /** Trying again may help: a rate limit, a server's own trouble, no answer. */
  readonly passing: boolean;
  /** Milliseconds that the forge asks to wait. */
  readonly wait?: number;
}

/** A call to GitHub or GitLab that did not do what was asked. */
export class ForgeError extends Error {
  override readonly name = "ForgeError";
  readonly facts: Facts;
  constructor(facts: Facts) {
    super(facts.reason);
    this.facts = facts;
  }
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** An answer that is no success, by its status and headers (lower case). */
export function refusal(status: number, reason: string, headers: Headers): ForgeError {
  const wait = waitOf(headers);
  // GitHub answers 403 both to a token that may not and to one that asks too often.
  const limited = status === 429 || (status === 403 && (wait !== undefined || /\brate limit\b/i.test(reason)));
  return new ForgeError({ status, reason, passing: limited || status >= 500, ...(wait !== undefined && { wait }) });
}

/**
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api, read 2026-11-21; GitLab: `retry-after`.
 */
function waitOf(headers: Headers): number | undefined {
  const after = Number(headers["retry-after"] ?? NaN);
  if (after >= 0) return after * 1000;
  const reset = Number(headers["x-ratelimit-reset"] ?? NaN);
  if (`${headers["x-ratelimit-remaining"]}` !== "0" || !(reset >= 0)) return undefined;
  return Math.max(0, reset * 1000 - Date.now());
}
