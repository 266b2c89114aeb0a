export * as data from "@flambeau/data";
