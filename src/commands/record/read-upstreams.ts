import { VENDORS } from "../../checks/rehearsal/live-models.ts";
import type { Vendor } from "../../host/models/options.ts";
import { nearest } from "../../model/nearest.ts";
import { UsageError } from "../../model/usage-error.ts";

const names = Object.keys(VENDORS);
const isVendor = (name: string): name is Vendor => Object.hasOwn(VENDORS, name);

/** `anthropic=https://…` → the address by its vendor. Throws UsageError for what is none. */
export function readUpstreams(given: readonly string[]): Readonly<Partial<Record<Vendor, string>>> {
  const found: Partial<Record<Vendor, string>> = {};
  for (const one of given) {
    const equals = one.indexOf("=");
    const [name, url] = [one.slice(0, Math.max(0, equals)), one.slice(equals + 1)];
    if (!isVendor(name)) {
      const meant = nearest(name, names);
      throw new UsageError(
        `--upstream ${one}: give vendor=url, of ${names.join(", ")}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
      );
    }
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new UsageError(`--upstream ${one}: "${url}" is no address. Give one that begins with https://.`);
    found[name] = url;
  }
  return found;
}
