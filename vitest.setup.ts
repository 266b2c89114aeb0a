/** A test that prints fails; one that is about printing replaces the method: `vi.spyOn(console, "log").mockImplementation(...)`. */
for (const method of ["log", "info", "warn", "error", "debug"] as const) {
  console[method] = (...values: unknown[]) => {
    throw new Error(`console.${method} was called in a test: ${values.map(String).join(" ")}`);
  };
}
