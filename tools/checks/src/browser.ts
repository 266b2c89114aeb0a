import { existsSync } from "node:fs";

/** Where browsers are looked for; `FLAMBEAU_CHROMIUM` names another. */
const places = [
  process.env.FLAMBEAU_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The browser of this machine, or null. */
export const browserPath: string | null = places.find((place) => place !== undefined && existsSync(place)) ?? null;

/** With which it starts without a screen, and asks nobody for anything. */
export const browserArguments: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
