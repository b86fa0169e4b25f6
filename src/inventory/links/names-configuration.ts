import { locate } from "../places/locate.ts";

/** The folders of clients with all that is in them, and what stands where skills, agents, commands and hooks do. */
const PLACES =
  /(?:^|\/)(?:\.(?:agents|amp|claude|cline|clinerules|codex|copilot|cursor|devin|gemini|kiro|opencode|roo|windsurf|zed)(?:\/|$)|(?:skills|agents|commands|hooks)(?:\/[^/]+)?$)/;

/** Whether a path is one at which a client looks for configuration, be it a file or a folder. */
export const namesConfiguration = (path: string): boolean => PLACES.test(path) || locate([{ path }]).length > 0;
