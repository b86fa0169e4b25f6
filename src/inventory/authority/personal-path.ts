import type { Artifact } from "../../model/artifact.ts";
import type { Repository } from "../../model/rule.ts";

/** A path below the home of somebody, on Unix, on Windows, or on Windows as Linux sees it. */
const HOME =
  /(?:^|[\s"'=:,;(])((?:\/Users|\/home|\/mnt\/[a-z]\/Users|[A-Za-z]:[\\/]Users)[\\/]([A-Za-z0-9][\w.-]{0,40})[\\/][^\s"'`;|&)]{1,300})/g;
/** Accounts of images and runners, which are the same everywhere, and words for a name. */
const NOBODY =
  /^(?:Shared|Public|Default|node|vscode|code|codespace|coder|runner|ubuntu|debian|ec2-user|circleci|gitpod|jovyan|vagrant|linuxbrew|app|agent|claude|codex|sandbox|dev|developer|git|runneradmin|x+|me|(?:your|my|some)\b.*|your\w*|user\w*|name|example|foo|bar|alice|bob|jane|john)$/i;
/** What somebody keeps for one machine, whatever git has of it. */
const OWN_FILE = /(?:\.local\.json|desktop_config\.json)$/;
/** A repository with one of these is somebody's home itself. */
const DOTFILE =
  /(?:^|\/)(?:\.(?:zshrc|bashrc|bash_profile|zprofile|vimrc|gitconfig|tmux\.conf)|config\.fish|home\.nix|dot_\w+)$/;

/** A path in a text that only one machine has: one of its user's own. */
export function personalPath(text: string): string | undefined {
  for (const { 1: path = "", 2: user = "" } of text.matchAll(HOME)) if (!NOBODY.test(user)) return path;
  return undefined;
}

/** Whether a file is for one person alone: then what it names is on that person's machine. */
export const isPersonal = ({ path }: Artifact, { paths }: Repository): boolean =>
  OWN_FILE.test(path) || paths.some((one) => DOTFILE.test(one.path));
