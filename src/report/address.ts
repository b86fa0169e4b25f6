/**
 * True for an absolute https address.
 * A report may come from another job: its rules' addresses are no more trusted than its text.
 */
export const isAddress = (text: string): boolean => /^https:\/\/[^\s<>"'()|\\]+$/.test(text) && URL.canParse(text);
