import "./arithmetic.js";
import "./state.js";
import "./structure.js";
import "./text.js";
