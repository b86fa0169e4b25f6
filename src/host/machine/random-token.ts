import { randomUUID } from "node:crypto";

/** Letters and digits that nobody can guess, another each time. */
export const randomToken = (): string => randomUUID().replaceAll("-", "");
