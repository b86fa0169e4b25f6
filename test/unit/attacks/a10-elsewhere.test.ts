import { expect, test } from "vitest";
import { foundIn, hooked } from "../../support/attack.ts";

const pointerTo = (version: string): string => `version ${version}\noid sha256:${"4d7a2146".repeat(8)}\nsize 12345\n`;
const POINTER = pointerTo("https://git-lfs.github.com/spec/v1");
const LFS = { ".gitattributes": "* filter=lfs -text\n" };

test.each([
  ["instructions", "AGENTS.md", POINTER],
  ["a command", ".claude/commands/ship.md", POINTER],
  ["the form that was there before the first release", "AGENTS.md", pointerTo("https://hawser.github.com/spec/v1")],
  ["the form that was there before that", "AGENTS.md", pointerTo("http://git-media.io/v/2")],
  [
    "a pointer with blanks before it, and ends of lines of Windows",
    "AGENTS.md",
    `\r\n ${POINTER.replaceAll("\n", "\r\n")}`,
  ],
  ["a pointer with a key of an extension", "AGENTS.md", POINTER.replace("oid", "ext-0-a sha256:4d7a\noid")],
])("A10: the text is in Git LFS: %s", async (_, path, text) => {
  expect(await foundIn({ "AGENTS.md": "# A\n" }, { ...LFS, [path]: text })).toContain(`repository/lfs-pointer ${path}`);
});

test.each([
  ["that is imported", { "CLAUDE.md": "@docs/a.md\n" }, "docs/a.md"],
  [
    "that a hook starts",
    { ".claude/settings.json": '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"sh tools/stop.sh"}]}]}}' },
    "tools/stop.sh",
  ],
  [
    "beside a skill",
    { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead [a](references/a.md).\n" },
    "skills/git/references/a.md",
  ],
])("A10: the text of a file %s is in Git LFS", async (_, base, path) => {
  expect(await foundIn({ ...base, [path]: "A.\n" }, { ...LFS, [path]: POINTER })).toContain(
    `repository/lfs-pointer ${path}`,
  );
});

test("A10: the hook refuses it, though the working tree may have the text", async () => {
  const { code, out } = await hooked({ "AGENTS.md": "# A\n" }, { ...LFS, "AGENTS.md": POINTER });
  expect(code).toBe(1);
  expect(out).toContain("repository/lfs-pointer");
});

test("a picture beside a skill may lie in Git LFS, and a long text may begin as a pointer does", async () => {
  const skill = "---\nname: git\ndescription: Commits.\n---\nLook at [a](assets/a.png).\n";
  const found = await foundIn(
    { "skills/git/SKILL.md": skill },
    {
      ...LFS,
      "skills/git/assets/a.png": POINTER,
      "AGENTS.md": `${POINTER}\n${"Pointers look like that.\n".repeat(40)}`,
    },
  );
  expect(found.filter((one) => one.startsWith("repository/lfs-pointer"))).toEqual([]);
});
