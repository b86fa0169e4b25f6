import { createHash } from "node:crypto";

/** What can be approved: `cost`, `rollout/team-a`. */
const SUBJECT = /^[a-z0-9](?:[a-z0-9._/-]{0,98}[a-z0-9])?$/;

/**
 * What somebody has to say to approve a subject as it is: its name, and 128 bits for the commit and the report. Whoever
 * says it means both, and neither a push nor another report has the same. Shorter, the author of a change could look
 * for two that share it, and swap one for the other: no second party takes part in that.
 */
export function phraseOf(subject: string, head: string, digest: string): string {
  if (!SUBJECT.test(subject)) throw new Error(`"${subject}" is no subject of an approval.`);
  const code = createHash("sha256")
    .update(JSON.stringify([subject, head, digest]))
    .digest("hex")
    .slice(0, 32);
  return `${beginningOf(subject)}${code}`;
}

/** Whether words are meant to approve a subject, in whatever state of it. */
export const isMeantFor = (subject: string, words: string): boolean =>
  words.toLowerCase().startsWith(beginningOf(subject)) &&
  /^[0-9a-f]{8,64}$/i.test(words.slice(beginningOf(subject).length));

const beginningOf = (subject: string): string => `approve ${subject} `;

/** Of a report, or of what else is approved with a commit: the SHA-256 of its data as JSON. */
export const reportDigest = (data: unknown): string => createHash("sha256").update(JSON.stringify(data)).digest("hex");
