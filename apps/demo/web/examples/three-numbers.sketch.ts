import { tensor } from "flambeau";

console.log(tensor([1, 2, 3]));
