export function invalidThreadCount(operation: string, threads: unknown): RangeError {
  return new RangeError(`${operation} expects a positive integer, but got: ${threads}`);
}

export function lostThread(): Error {
  return new Error(
    "threads: a thread stopped in the middle of an operation, whose result is lost; the next operation starts another, and setNumThreads(1) does without",
  );
}
