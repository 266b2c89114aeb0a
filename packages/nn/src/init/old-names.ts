import { constant_ } from "./constant.js";
import { normal_, uniform_ } from "./draw.js";
import { kaimingNormal_, kaimingUniform_, xavierNormal_, xavierUniform_ } from "./fan.js";
import { orthogonal_ } from "./orthogonal.js";
import { dirac_, eye_ } from "./pattern.js";

/** The function under the name it had before it said that it works in place; it warns. */
/* @__NO_SIDE_EFFECTS__ */
function renamed<F extends (...args: never[]) => unknown>(old: string, current: F): F {
  return ((...args: never[]) => {
    console.warn(`\`nn.init.${old}\` is now deprecated in favor of \`nn.init.${old}_\`.`);
    return current(...args);
  }) as F;
}

/** `uniform_` under its old name, with a warning. */
export const uniform: typeof uniform_ = renamed("uniform", uniform_);
/** `normal_` under its old name, with a warning. */
export const normal: typeof normal_ = renamed("normal", normal_);
/** `constant_` under its old name, with a warning. */
export const constant: typeof constant_ = renamed("constant", constant_);
/** `eye_` under its old name, with a warning. */
export const eye: typeof eye_ = renamed("eye", eye_);
/** `dirac_` under its old name, with a warning. */
export const dirac: typeof dirac_ = renamed("dirac", dirac_);
/** `xavierUniform_` under its old name, with a warning. */
export const xavierUniform: typeof xavierUniform_ = renamed("xavier_uniform", xavierUniform_);
/** `xavierNormal_` under its old name, with a warning. */
export const xavierNormal: typeof xavierNormal_ = renamed("xavier_normal", xavierNormal_);
/** `kaimingUniform_` under its old name, with a warning. */
export const kaimingUniform: typeof kaimingUniform_ = renamed("kaiming_uniform", kaimingUniform_);
/** `kaimingNormal_` under its old name, with a warning. */
export const kaimingNormal: typeof kaimingNormal_ = renamed("kaiming_normal", kaimingNormal_);
/** `orthogonal_` under its old name, with a warning. */
export const orthogonal: typeof orthogonal_ = renamed("orthogonal", orthogonal_);
