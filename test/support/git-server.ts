import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface GitServer {
  readonly url: string;
  /** The values of every Authorization header that came, request by request. */
  readonly authorizations: readonly (readonly string[])[];
}

/**
 * A folder of bare repositories over HTTP by git's own http-backend, for those who bring `basic <token>`; like GitHub it
 * refuses a request that brings two. Closed when the running test ends.
 */
export async function serveGit(folder: string, token: string): Promise<GitServer> {
  const authorizations: string[][] = [];
  const server = newGitServer(folder, (request) => {
    const given = request.rawHeaders.filter((_, at) => request.rawHeaders[at - 1]?.toLowerCase() === "authorization");
    authorizations.push(given);
    return given.length > 1 ? 400 : given[0]?.toLowerCase() === `basic ${token}`.toLowerCase() ? undefined : 401;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return { url: `http://127.0.0.1:${address.port}`, authorizations };
}

/** The same folder before it listens; `refuse` answers with the status of those who may not read it: everybody may. */
export function newGitServer(
  folder: string,
  refuse: (request: IncomingMessage) => number | undefined = () => undefined,
): Server {
  return createServer((request, response) => {
    const refused = refuse(request);
    if (refused === undefined) void backend(folder, request, response);
    else response.writeHead(refused, { "www-authenticate": "Basic" }).end();
  });
}

/** One request by the rules of CGI. */
async function backend(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(`http://127.0.0.1${request.url ?? "/"}`);
  const child = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env["PATH"],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REQUEST_METHOD: request.method ?? "GET",
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      REMOTE_USER: "octocat",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  request.pipe(child.stdin);
  const answer = await buffer(child.stdout);
  const end = answer.indexOf("\r\n\r\n");
  const headers = answer
    .subarray(0, end)
    .toString("utf8")
    .split("\r\n")
    .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
  const status = Number(headers.find(([name]) => name === "Status")?.[1].slice(0, 3) ?? 200);
  response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== "Status")));
  response.end(answer.subarray(end + 4));
}
