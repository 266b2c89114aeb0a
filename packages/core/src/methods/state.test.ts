import { expect, test } from "vitest";
import { float64, tensor, zeros } from "../index.js";

test("how much memory, and where", () => {
  // t = torch.zeros(2, 3); t.itemsize, t.nbytes, t[0].nbytes, t.is_cpu, t.get_device(), t.cpu() is t
  const t = zeros([2, 3]);
  expect([t.itemsize, t.nbytes, t.at(0).nbytes, t.isCpu, t.getDevice(), t.cpu() === t]).toEqual([
    4,
    24,
    12,
    true,
    -1,
    true,
  ]);
  // t.is_set_to(t), t[0].is_set_to(t), t.view(2, 3).is_set_to(t), torch.zeros(2, 3).is_set_to(t)
  expect([t, t.at(0), t.view([2, 3]), zeros([2, 3])].map((x) => x.isSetTo(t))).toEqual([true, false, true, false]);
});

test("incomplete gamma functions in place", () => {
  // a = torch.tensor([1., 2.5], dtype=torch.float64); a.igamma_(torch.tensor([0.5, 4.], dtype=torch.float64)), igammac_ likewise
  const x = tensor([0.5, 4], { dtype: float64 });
  const a = tensor([1, 2.5], { dtype: float64 });
  const [lower, upper] = [a.clone(), a.clone()];
  expect([lower.igamma_(x) === lower, upper.igammac_(x) === upper]).toEqual([true, true]);
  [0.3934693402873665, 0.8437643724222779].forEach((value, i) => expect(lower.at(i).item()).toBeCloseTo(value, 14));
  [0.6065306597126334, 0.15623562757772236].forEach((value, i) => expect(upper.at(i).item()).toBeCloseTo(value, 14));
});
