import "./arithmetic.js";
import "./products.js";
import "./state.js";
import "./structure.js";
import "./text.js";
