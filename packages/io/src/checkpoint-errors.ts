export function emptyPart(name: string): Error {
  return new Error(`saveCheckpoint: \`${name}\` is the place of the default generator; call the part otherwise`);
}

export function noCheckpoint(): Error {
  return new Error(
    "resumeCheckpoint: the file holds no `rngState`; it is none that `saveCheckpoint` wrote: use `load`",
  );
}

export function missingPart(missing: readonly string[], found: readonly string[]): Error {
  return new Error(`resumeCheckpoint: the file holds no ${missing.join(" and no ")}, but ${found.join(", ")}`);
}

export function otherBatches(count: number): Error {
  return new Error(
    `resumable: the saved run was at batch ${count} of its epoch, and the loader gives fewer; is it the same one?`,
  );
}
