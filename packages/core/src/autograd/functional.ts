export { type DifferentialOptions, hessian, hvp, jacobian, jvp, vhp, vjp } from "../func/differentials.js";
