import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { browserArguments, browserPath } from "@flambeau/checks/browser";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The built site behind a plain file server, in a folder of it, and a browser. */
export interface Site {
  readonly url: string;
  readonly browser: Browser;
  /** Bytes of JavaScript, compressed with gzip, that have been fetched since this was last asked. */
  fetchedScript(): number;
  close(): Promise<void>;
}

/** Builds the site and opens a browser. */
export async function openSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "flambeau-site-"));
  const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
  const fetched: Buffer[] = [];
  const server = await served(folder, (path, content) => {
    if (path.endsWith(".js")) fetched.push(content);
  });
  const browser = await chromium.launch({
    executablePath: browserPath as string,
    args: [...browserArguments],
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in/a/folder/`,
    browser,
    fetchedScript() {
      return fetched.splice(0).reduce((bytes, content) => bytes + gzipSync(content).length, 0);
    },
    async close() {
      await browser.close();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function served(folder: string, told: (path: string, content: Buffer) => void): Promise<Server> {
  const server = createServer(async ({ url = "/" }, response) => {
    const path = new URL(url, "http://localhost").pathname.replace(/^\/in\/a\/folder\//, "");
    try {
      const content = await readFile(join(folder, path || "index.html"));
      told(path, content);
      response.writeHead(200, { "content-type": types[extname(path)] ?? "text/html" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
