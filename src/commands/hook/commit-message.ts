/** What git writes by itself, and what is squashed into another commit later. */
const MADE_BY_GIT = /^(?:Merge |Revert "|Reapply "|(?:fixup|squash|amend)! )/;
/** https://www.conventionalcommits.org/en/v1.0.0/, read 2026-11-25: any noun may be the type. */
const CONVENTIONAL = /^[a-z][a-z0-9-]*(?:\([^()\n]+\))?!?: \S/i;

/** Why a commit's message is no conventional one; undefined where it is one, or git's own. */
export function messageProblem(message: string): string | undefined {
  const subject = message.split(/\r?\n/).find((line) => line.trim() !== "" && !line.startsWith("#"));
  if (subject === undefined) return undefined; // git refuses an empty message itself
  if (MADE_BY_GIT.test(subject) || CONVENTIONAL.test(subject)) return undefined;
  return "it does not begin with the type of the change.";
}
