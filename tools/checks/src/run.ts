import { spawnSync } from "node:child_process";

/** Runs a command that must succeed, and returns what it prints; `env` is added to the environment. */
export function run(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Failure(`${command} ${args.join(" ")}\n${stdout ?? ""}${stderr ?? ""}${error ?? ""}`);
  return stdout;
}

/** A command or a check that failed; its message is all there is to say. */
export class Failure extends Error {}

/** Runs a script; a failed check ends it with its message alone. */
export async function main(script: () => void | Promise<void>): Promise<void> {
  try {
    await script();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.log(error.message);
    process.exit(1);
  }
}
