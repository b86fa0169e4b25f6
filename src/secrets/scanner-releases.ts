import type { ScannerName } from "./leak.ts";

/** A checksum that two public records agree on, neither of them taken from the other. */
interface Checksum {
  readonly sha256: string;
  readonly sources: readonly [Source, Source];
}
interface Source {
  readonly url: string;
  /** The day it was read. */
  readonly read: string;
}

/** Operating system and processor, as the archives of both scanners name them. */
export type Platform = `${"linux" | "darwin" | "windows"}_${"x64" | "arm64"}`;

export interface ScannerRelease {
  readonly version: string;
  /** Where the archives of each version lie, in a folder named after it. */
  readonly releases: string;
  /** A platform that is not here needs a checksum of the user's own. */
  readonly checksums: Readonly<Partial<Record<Platform, Checksum>>>;
}

const source = (repository: string, commit: string, path: string): Source => ({
  url: `https://github.com/${repository}/blob/${commit}/${path}`,
  read: "2026-11-26",
});

const GITLEAKS = [
  source("khondokermoin/Provatferi", "d1213243b4fccdbc422fee41ed48b57cce34fe7a", "scripts/install-gitleaks.sh"),
  source("i-akb25/codevet", "7ae654f43dc892220e455fe765b59d88fa298c39", "src/scanners/ensureBinary.ts"),
] as const;

const RELEASE_KIT = source(
  "Muratovnik/release-kit",
  "2ed589b4b4813dfcdfa9397d4bf91e957f6fe814",
  "src/releasekit/toolchain.py",
);
const BETTERLEAKS_UNIX = [
  RELEASE_KIT,
  source("ivankuznetsov/hive", "e27486704952a3e21f94b272c89f630e221c1eab", "lib/hive/betterleaks.rb"),
] as const;
const BETTERLEAKS_WINDOWS = [
  RELEASE_KIT,
  source("z775729168/scoop-apps", "06f520e5c4671000861949d354f3ea6ad8df7667", "bucket/betterleaks.json"),
] as const;

/** The versions that `--install-tool` installs, and nothing else. */
export const SCANNER_RELEASES: Readonly<Record<ScannerName, ScannerRelease>> = {
  gitleaks: {
    version: "8.30.1",
    releases: "https://github.com/gitleaks/gitleaks/releases/download",
    checksums: {
      linux_x64: { sha256: "551f6fc83ea457d62a0d98237cbad105af8d557003051f41f3e7ca7b3f2470eb", sources: GITLEAKS },
      linux_arm64: { sha256: "e4a487ee7ccd7d3a7f7ec08657610aa3606637dab924210b3aee62570fb4b080", sources: GITLEAKS },
      darwin_x64: { sha256: "dfe101a4db2255fc85120ac7f3d25e4342c3c20cf749f2c20a18081af1952709", sources: GITLEAKS },
      darwin_arm64: { sha256: "b40ab0ae55c505963e365f271a8d3846efbc170aa17f2607f13df610a9aeb6a5", sources: GITLEAKS },
      windows_x64: { sha256: "d29144deff3a68aa93ced33dddf84b7fdc26070add4aa0f4513094c8332afc4e", sources: GITLEAKS },
      windows_arm64: { sha256: "b95f5e4f5c425cedca7ee203d9afd29597e692c4924a12ed42f970537c72cc0f", sources: GITLEAKS },
    },
  },
  betterleaks: {
    version: "1.8.1",
    releases: "https://github.com/betterleaks/betterleaks/releases/download",
    checksums: {
      linux_x64: {
        sha256: "efa407244e1ea8e35f582b8a42becdeac08bdead04f68eb752adda722d583c2a",
        sources: BETTERLEAKS_UNIX,
      },
      linux_arm64: {
        sha256: "bbb578b12a2f65d7082ab436abf37724232bc71d8a078e3c41336574420f1b48",
        sources: BETTERLEAKS_UNIX,
      },
      darwin_x64: {
        sha256: "6abc37df76f881cffae406aa2cec72bea6e6ae64b4e771b3ed21b4aac472ed10",
        sources: BETTERLEAKS_UNIX,
      },
      darwin_arm64: {
        sha256: "8e80f33b5f2a7426b390347b9fd466033723cb94b6bdffa7572632e2eaec964e",
        sources: BETTERLEAKS_UNIX,
      },
      windows_x64: {
        sha256: "94310d028285a1bcce7f160bc19eb62f87de6460c95bfd4319151ef5b501ed3f",
        sources: BETTERLEAKS_WINDOWS,
      },
      windows_arm64: {
        sha256: "aa12beb9ce1f6a911da91e1d0d8a72d7e68daf56a52a53f930038fd81f10f0ba",
        sources: BETTERLEAKS_WINDOWS,
      },
    },
  },
};
