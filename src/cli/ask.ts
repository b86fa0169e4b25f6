import type { Ask } from "../workspace/world.ts";
import { UsageError } from "../model/usage-error.ts";

/** Questions at a terminal. The library is loaded with the first one: most commands have none. */
export const ask: Ask = {
  confirm: async (message) => {
    const { confirm } = await import("@clack/prompts");
    const answer = await confirm({ message });
    return typeof answer === "symbol" ? turnedDown() : answer;
  },
  one: async (message, choices, suggested) => {
    const { select } = await import("@clack/prompts");
    const options = choices.map((value) => ({ value }));
    const answer = await select({ message, options, initialValue: suggested });
    return typeof answer === "symbol" ? turnedDown() : answer;
  },
  several: async (message, choices, suggested) => {
    const { multiselect } = await import("@clack/prompts");
    const options = choices.map((value) => ({ value }));
    const answer = await multiselect({ message, options, initialValues: [...suggested], required: false });
    return typeof answer === "symbol" ? turnedDown() : answer;
  },
};

/** Escape and Ctrl+C. */
function turnedDown(): never {
  throw new UsageError("No answer was given, so nothing was done.");
}
