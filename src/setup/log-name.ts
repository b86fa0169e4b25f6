/** What an audit log is called by the address of its repository, `github.com/acme/agents`; undefined for a path. */
export function logName(address: string): string | undefined {
  const bare = address.replace(/(?:\.git)?\/?$/, "");
  const [, host, path] =
    /^(?:https?|ssh):\/\/(?:[^/@]*@)?([^/:@]+)(?::\d+)?\/(.+)$/.exec(bare) ??
    /^\w+@([\w.-]+):(?!\/)(.+)$/.exec(bare) ??
    [];
  return host === undefined || path === undefined ? undefined : `${host}/${path}`;
}
