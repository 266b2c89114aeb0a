import { isWanted } from "./options.js";

/** Families of workloads. Each is measured in a process of its own, so that none suffers from what ran before it. */
export const families: readonly string[] = ["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8", "W9", "K"];
/** Single kernels, which guard the code that engines make of them, and are measured only when they are named. */
const kernels = "K";

/** The families that `only` asks for, each with what to run of it. */
export function wantedRuns(only: readonly string[] | null): string[] {
  return families.flatMap((family) => {
    if (only === null && family === kernels) return [];
    if (isWanted(family, only)) return [family];
    const members = only!.filter((name) => name.split(".")[0] === family);
    return members.length > 0 ? [members.join(",")] : [];
  });
}

/** What `only` asks for that does not exist. */
export function unknownNames(only: readonly string[] | null): string[] {
  return (only ?? []).filter((name) => !families.includes(name.split(".")[0]!));
}
