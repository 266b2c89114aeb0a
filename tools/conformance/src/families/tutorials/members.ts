import type { TensorLike } from "../../library.js";

// What the programs call in their loops, as a program of ours calls it: over a hundred thousand steps, looking each name up would
// take longer than the steps.

export interface ProgramTensor extends TensorLike {
  grad: ProgramTensor | null;
  at(index: number): ProgramTensor;
  add(other: ProgramTensor): ProgramTensor;
  backward(): void;
  detach(): ProgramTensor;
  div(divisor: number): ProgramTensor;
  item(): number;
  mean(): ProgramTensor;
  mul(factor: ProgramTensor | number): ProgramTensor;
  norm(): ProgramTensor;
  pow(exponent: number): ProgramTensor;
  sub(other: ProgramTensor | number): ProgramTensor;
  sub_(other: ProgramTensor): ProgramTensor;
}

export interface ProgramModule {
  forward(...inputs: readonly ProgramTensor[]): ProgramTensor;
}

export interface ProgramOptimizer {
  zeroGrad(): void;
  step(): void;
}
