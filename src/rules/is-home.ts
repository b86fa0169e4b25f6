import type { Repository } from "../model/rule.ts";

/** What lies in a home folder, and in no other. */
const AT_HOME = [".bashrc", ".config", ".gitconfig", ".profile", ".tmux.conf", ".vimrc", ".zshrc"];

/** Whether a checked folder is laid over somebody's home, where clients look for more. */
export const isHome = ({ entry }: Repository): boolean => AT_HOME.some((path) => entry(path) !== undefined);
