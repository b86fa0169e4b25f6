import { ForgeError } from "./forge-error.ts";

export type Sleep = (milliseconds: number) => Promise<void>;

export const TRIES = 3;
const LONGEST_MS = 60_000;

/**
 * Calls until it succeeds: at most three times, and again only after what may pass.
 * Not for calls that create something.
 */
export async function retried<T>(call: () => Promise<T>, sleep: Sleep): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ForgeError) || !error.facts.passing || tries === TRIES) throw error;
      await sleep(waitAfter(error, tries));
    }
  }
}

/** As long as the forge asks for, at most a minute; otherwise one second, then two. */
export const waitAfter = ({ facts }: ForgeError, tries: number): number =>
  Math.min(LONGEST_MS, facts.wait ?? 1000 * 2 ** (tries - 1));

export const sleep: Sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
