import { existsSync } from "node:fs";

const places = [
  process.env.FLAMBEAU_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The browser of this machine, or null; `FLAMBEAU_CHROMIUM` names one. */
export const browserPath: string | null = places.find((path) => path !== undefined && existsSync(path)) ?? null;
