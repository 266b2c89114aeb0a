import type { FamilyRunner } from "../run.js";
import { runBits } from "./bitexact.js";
import { runCheckpoint } from "./checkpoints.js";
import { runError } from "./errors.js";
import { runGradUtility } from "./grad-utils.js";
import { runModule } from "./modules.js";
import { runOp, runPromotion } from "./ops.js";
import { runOptimizer } from "./optimizers.js";
import { runPrinting } from "./printing.js";
import { runData, runInitialisation, runRandom } from "./random.js";
import { runScheduler } from "./schedulers.js";
import { runTraining } from "./training.js";
import { runTutorial } from "./tutorials.js";
import { runView } from "./views.js";

const runners: Record<string, FamilyRunner> = {
  bitexact: runBits,
  checkpoints: runCheckpoint,
  errors: runError,
  grad_utils: runGradUtility,
  modules: runModule,
  optimizers: runOptimizer,
  printing: runPrinting,
  rng: runRandom,
  rng_data: runData,
  rng_init: runInitialisation,
  schedulers: runScheduler,
  training: runTraining,
  tutorials: runTutorial,
  type_promotion: runPromotion,
  views: runView,
};

/** The runner of a family, by the name of its file; all `ops_*` files have one form. */
export function runnerOf(family: string): FamilyRunner | undefined {
  return family.startsWith("ops_") ? runOp : runners[family];
}
