import { guardLines, terminal } from "../../report/escape/terminal.ts";

/** Lines of which any may quote what somebody else wrote. */
export const lines = (texts: readonly string[]): string =>
  guardLines(texts.map((one) => `${terminal(one)}\n`).join(""));
