import { UsageError } from "../../model/usage-error.ts";
import { errorCode, errorMessage } from "../files/error-code.ts";

/** What a machine cannot give, and what its user can do about it. */
const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: free some room, or let TMPDIR name a folder that has more.",
  EDQUOT: "The disk's quota is used up: free some room, or let TMPDIR name a folder that has more.",
  EROFS: "It can only be read from: give a folder that may be written to.",
  EACCES: "Whoever runs this may not do that: change whose it is, or run this as somebody who may.",
  EPERM: "Whoever runs this may not do that: change whose it is, or run this as somebody who may.",
  EMFILE: "Too many files are open: raise the limit, as by `ulimit -n 4096`.",
  ENFILE: "Too many files are open on this machine: end other programs.",
  EAGAIN: "Too many processes run: raise the limit, as by `ulimit -u`, or end other programs.",
  ENOMEM: "There is no memory left: end other programs, or give the machine more.",
  EIO: "The disk does not answer as it should: look at the machine's own log.",
};

/** What the user can mend of an error: a mistake, or what the machine has no more of. Else the error is our bug. */
export function mistakeOf(error: unknown): UsageError | undefined {
  if (error instanceof UsageError) return error;
  const advice = error instanceof Error && "syscall" in error ? ADVICE[errorCode(error)] : undefined;
  return error instanceof Error && advice !== undefined
    ? new UsageError(`${errorMessage(error)}. ${advice}`)
    : undefined;
}
