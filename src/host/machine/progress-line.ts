import type { Clock, Progress } from "../../model/ports.ts";

const PATIENCE_MS = 1000;
const REDRAW_MS = 100;

export interface ProgressLine {
  readonly report: Progress;
  /** Wipes the line, so that what is printed next begins at the left. */
  readonly clear: () => void;
}

/** One line on a terminal that appears when the work takes longer than a second. */
export function progressLine(
  clock: Clock,
  write: (text: string) => void,
  what = "files",
  doing = "checking",
): ProgressLine {
  const startedAt = clock.now();
  let drawnAt = 0;
  return {
    report: (done, total) => {
      const now = clock.now();
      if (now - startedAt < PATIENCE_MS || now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      write(`\r\u001B[K${doing} ${done} of ${total} ${what}`);
    },
    clear: () => {
      if (drawnAt > 0) write("\r\u001B[K");
      drawnAt = 0;
    },
  };
}
