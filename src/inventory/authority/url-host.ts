/** The host of a URL, lower case; undefined where it is no URL, or only a variable's value would tell. */
export function hostOf(url: string): string | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]/]*\]|[^/?#:]*)/i.exec(url)?.[1]?.toLowerCase();
  return host === undefined || host === "" || /[${}<>]/.test(host) ? undefined : host;
}

/** Whether a host is this very machine; Docker's name for it counts. */
export function isLoopback(host: string): boolean {
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "host.docker.internal" ||
    host === "[::1]" ||
    host === "0.0.0.0" ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}
