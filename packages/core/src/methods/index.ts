import "./arithmetic.js";
import "./internal.js";
import "./products.js";
import "./random.js";
import "./state.js";
import "./structure.js";
import "./text.js";
