import type { Ended } from "./isolation.ts";

/** How a program ended, in a sentence that says what to do about it; undefined where it ended well. */
export function describeEnd(ended: Ended): string | undefined {
  switch (ended.kind) {
    case "exit":
      return ended.code === 0 ? undefined : `It ended with exit code ${ended.code}.`;
    case "signal":
      return `It was ended by ${ended.signal}, which this run did not send.`;
    case "time-limit": {
      const how = ended.obeyed ? "ended when it was asked to" : "was killed with all that it had started";
      return `It took longer than ${ended.limitMs / 1000} s, and ${how}. Raise the time limit, or find out what it waits for.`;
    }
    case "too-many-processes":
      return `It had more than ${ended.limit} processes at a time, and was killed with all of them.`;
    case "not-started":
      return `It could not be started: ${ended.reason}`;
    default:
      return `Nobody saw how it ended: ${ended.reason}`;
  }
}
