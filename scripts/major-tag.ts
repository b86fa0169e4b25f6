/** The tag that a release moves, and that workflows follow: `v1` of 1.2.3. */
export const majorTag = (version: string): string => `v${version.split(".", 1).join("")}`;
