/** Whether a host, as an address writes it or not, is this machine alone: what goes there crosses no network. */
export const isHere = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
