export { default } from "../../rolldown.base.ts";
