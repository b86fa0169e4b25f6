/** Operating system and processor of this machine, in Node's words. */
export const thisPlatform = (): { readonly os: string; readonly processor: string } => ({
  os: process.platform,
  processor: process.arch,
});
