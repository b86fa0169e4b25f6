import type { Author } from "./approval.ts";

/** Whom the trailers of a commit's message name. An account where the address is one that the forge gave it. */
export function coAuthors(commit: string, message: string): readonly Author[] {
  return message.split("\n").flatMap((line): readonly Author[] => {
    if (!line.toLowerCase().startsWith(TRAILER)) return [];
    const rest = line.slice(TRAILER.length);
    const [open, close] = [rest.indexOf("<"), rest.lastIndexOf(">")];
    const name = (open === -1 ? rest : rest.slice(0, open)).trim();
    const email = open === -1 || close < open ? "" : rest.slice(open + 1, close).trim();
    const account = accountOf(email);
    return [{ commit, as: "co-author", name, email, ...(account && { account }) }];
  });
}
const TRAILER = "co-authored-by:";

/** `12345+ada@users.noreply.github.com`, `12345-ada@users.noreply.gitlab.com`: the number stays when a name changes. */
function accountOf(email: string): Author["account"] {
  const [, id, login] = /^(\d{1,15})[+-]([^@]{1,100})@users\.noreply\./i.exec(email) ?? [];
  return id === undefined || login === undefined ? undefined : { id: Number(id), login };
}
