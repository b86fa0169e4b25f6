import { list, object, oneOf, optional, type Read, string } from "../model/read-value.ts";
import type { View } from "../model/view.ts";
import { type Approval, MEANS } from "./approval.ts";

/** The data of a section of kind `approval`, version 1. */
export interface ApprovalData {
  readonly subject: string;
  /** The commit that it is about. */
  readonly commit: string;
  /** Of the report that it is about: SHA-256, in hexadecimal. */
  readonly digest: string;
  readonly is: Approval["is"];
  readonly by?: string;
  readonly means?: (typeof MEANS)[number];
  readonly at?: string;
  /** Why it does not count, or cannot be asked. */
  readonly reasons: readonly string[];
  readonly todo: readonly string[];
}

export const approvalData = (
  about: Pick<ApprovalData, "subject" | "commit" | "digest">,
  approval: Approval,
): ApprovalData =>
  approval.is === "unknown"
    ? { ...about, is: "unknown", reasons: [approval.reason], todo: [] }
    : { ...about, reasons: [], todo: [], ...approval };

const known = object({
  subject: string,
  commit: string,
  digest: string,
  is: oneOf(["approved", "wanted", "refused", "unknown"]),
  reasons: list(string),
  todo: list(string),
});
const more = optional({ by: string, means: oneOf(MEANS), at: string });
const readApproval: Read<ApprovalData> = (value, at) => ({ ...known(value, at), ...more(value, at) });

export function approvalView(data: unknown): View {
  const { subject, commit, digest, is, by = "", means = "comment", at, reasons, todo } = readApproval(data, "");
  const lines = {
    approved: [`${by} approved it by ${WORDS[means]}${at === undefined ? "" : `, at ${at}`}.`],
    wanted: ["Nobody has approved it.", ...todo],
    refused: [...reasons, ...todo],
    unknown: reasons.map((one) => `Who approved it cannot be asked, so nobody has: ${one}`),
  }[is];
  return {
    title: `Approval: ${subject}`,
    blocks: [
      {
        lines: [
          ...lines,
          `About commit ${commit.slice(0, 12)} and report ${digest.slice(0, 12)}: void with the next push and with another report.`,
          ...(is === "wanted" || is === "refused" ? ["Who wrote a commit of the change does not approve it."] : []),
        ],
      },
    ],
  };
}
const WORDS = { environment: "a review", label: "a label", comment: "a comment" } as const;
