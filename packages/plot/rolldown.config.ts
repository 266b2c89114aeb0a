export { base as default } from "../../rolldown.base.ts";
