import { full } from "@flambeau/core";
import { save } from "@flambeau/io";

// Saves round after round until it is killed; every file is of one round from its first byte to its last.
const path = process.argv[2]!;
for (let round = 1; ; round++) {
  save({ round, first: full([1 << 17], round), middle: full([1 << 17], round), last: round }, path);
  if (round === 1) process.stdout.write("saving");
}
