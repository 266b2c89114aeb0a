import "./arithmetic.js";
import "./products.js";
import "./random.js";
import "./state.js";
import "./structure.js";
import "./text.js";
