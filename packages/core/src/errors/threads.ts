export function invalidThreadCount(threads: unknown): RangeError {
  return new RangeError(`set_num_threads expects a positive integer, but got: ${threads}`);
}

export function lostThread(): Error {
  return new Error(
    "threads: a thread stopped in the middle of an operation, whose result is lost; the next operation starts another, and setNumThreads(1) does without",
  );
}
