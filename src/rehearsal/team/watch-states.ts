import type { SharedState } from "./shared-state.ts";

/** What a shared folder is seen to hold, step by step. */
export interface WatchedStates {
  readonly states: readonly SharedState[];
  /** False where there was more than is kept: what is not seen proves nothing. */
  readonly whole: boolean;
}

const MOST_STATES = 2_000;
/** UTF-16 units of all texts; one that does not change counts once. */
const MOST_TEXT = 32_000_000;

/** Keeps states for as long as there is room. */
export function watchStates() {
  const states: SharedState[] = [];
  let [text, whole] = [0, true];
  return {
    note: (state: SharedState, isWhole: boolean): void => {
      const before = states.at(-1)?.files;
      const files = new Map<string, string>();
      for (const [path, now] of state.files) {
        const was = before?.get(path);
        files.set(path, was === now ? was : now);
        if (was !== now) text += now.length;
      }
      whole &&= isWhole && states.length < MOST_STATES && text <= MOST_TEXT;
      if (whole) states.push({ ...state, files });
    },
    watched: (): WatchedStates => ({ states, whole }),
  };
}
