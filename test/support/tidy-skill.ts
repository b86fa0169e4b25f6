/** A repository of one skill with which nothing is wrong, and another one that lacks its description. */
export const GOOD = {
  "skills/tidy/SKILL.md": "---\nname: tidy\ndescription: Tidies the room when asked to.\n---\n\nTidy.\n",
};
export const BAD = { "skills/untidy/SKILL.md": "---\nname: untidy\n---\n" };
