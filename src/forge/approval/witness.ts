import type { Author, Consent, Means, Standing } from "../../approval/approval.ts";

/** What a forge can show of those who approve something. Every call rejects with a ForgeError. */
export interface Witness {
  /** What the token needs, as an instruction. */
  readonly permission: string;
  /** The commit that the subject stands at now. */
  readonly head: () => Promise<string>;
  /** Whoever wrote something between the base and that commit, whatever account or address it was by. */
  readonly authors: (head: string) => Promise<readonly Author[]>;
  /** What was said by one means, in any order; without the white space at its ends. */
  readonly consents: (means: Means) => Promise<readonly Consent[]>;
  /** Whether somebody who said it may. */
  readonly standing: (consent: Consent) => Promise<Standing>;
  /** How to approve by one means, as an instruction. */
  readonly todo: (means: Means, phrase: string) => string;
}
