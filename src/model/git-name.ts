/** What HFS+ leaves out of names. */
const IGNORED = /[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]/g;

/**
 * Whether some file system takes a name for `.git`: any case, characters that HFS+ leaves out, dots and spaces at its
 * end and a stream behind a colon on NTFS, and the short name that NTFS gives it. As git itself asks
 * (`is_hfs_dotgit`, `is_ntfs_dotgit`).
 */
export function isGitName(name: string): boolean {
  const folded = name.replaceAll(IGNORED, "").toLowerCase();
  const stream = folded.indexOf(":");
  let end = stream === -1 ? folded.length : stream;
  while (folded[end - 1] === "." || folded[end - 1] === " ") end -= 1;
  const plain = folded.slice(0, end);
  return plain === ".git" || /^git~[0-9]$/.test(plain);
}
