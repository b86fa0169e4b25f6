import type { Ground, IsolatedRun, Ran } from "./isolation.ts";
export function runBehindProxy(ground: Ground, run: IsolatedRun): Promise<Ran> { throw new Error(String(ground) + String(run)); }
