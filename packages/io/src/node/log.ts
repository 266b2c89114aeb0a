import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import type { Log } from "../platform.js";

let files = 0;

/** Begins an event file in a folder, under the name that TensorBoard looks for. */
export function openLog(folder: string, suffix: string): Log {
  mkdirSync(folder, { recursive: true });
  const seconds = String(Math.floor(Date.now() / 1000)).padStart(10, "0");
  const name = `events.out.tfevents.${seconds}.${hostname()}.${process.pid}.${files++}${suffix}`;
  const file = openSync(`${folder}/${name}`, "a");
  return {
    append(bytes) {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    },
    flush: () => fsyncSync(file),
    close: () => closeSync(file),
  };
}

/** `runs/Nov27_15-04-21_machine` */
export function defaultLogDir(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  const month = now.toLocaleString("en", { month: "short" });
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join("-");
  return `runs/${month}${two(now.getDate())}_${time}_${hostname()}`;
}
