import { expect, test, vi } from "vitest";

test("a test that prints fails", () => {
  expect(() => console.log("a", 1)).toThrow("console.log was called in a test: a 1");
});

test("a test about printing replaces the method", () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  console.log("a");
  expect(print).toHaveBeenCalledWith("a");
  print.mockRestore();
});
