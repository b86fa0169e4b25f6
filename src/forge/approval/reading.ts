import { ForgeError } from "../forge-error.ts";

/** Of a list that does not end. */
export const MOST_PAGES = 50;

/** The names of what stands where an account was deleted. */
export const isGhost = (login: string): boolean => /^ghost\d*$/i.test(login);

/** Undefined where what is asked for is not there. */
export async function unlessGone<T>(
  call: () => Promise<T>,
  statuses: readonly number[] = [404],
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ForgeError && !error.facts.passing && statuses.includes(error.facts.status)) return undefined;
    throw error;
  }
}

/** Asks once, and again after `forget`. What failed is asked again. */
export function once<T>(ask: () => Promise<T>): (() => Promise<T>) & { readonly forget: () => void } {
  let answer: Promise<T> | undefined;
  const call = (): Promise<T> => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
  return Object.assign(call, { forget: () => (answer = undefined) });
}
