import { expect, test } from "vitest";
import { packed, unpacked } from "./share.js";

test("a program survives its journey in an address", async () => {
  const program = 'console.log("ü → 𝛼");\n'.repeat(200);
  const text = await packed(program);
  expect(text).toMatch(/^[\w-]+$/);
  expect(text.length).toBeLessThan(200);
  expect(await unpacked(text)).toBe(program);
});

test("what is no program is refused", async () => {
  await expect(unpacked("no program!")).rejects.toThrow();
  await expect(unpacked("AAAA")).rejects.toThrow();
});
