// Runs the functions of checks.ts or benchmark.ts in Chromium and prints what they return as one JSON object.
// Usage: node tests/tiles/run.mjs checks|benchmarks [name of a function …]
import { chromium } from "playwright-core";
import { createServer } from "vite";

const FLAGS = [
  "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-sandbox",
  "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync",
];
const root = new URL("../..", import.meta.url).pathname;

const server = await createServer({
  root,
  configFile: false,
  logLevel: "error",
  appType: "mpa",
  cacheDir: "node_modules/.cache/tiles",
  optimizeDeps: { include: ["three", "iwer"] },
  server: {
    host: "127.0.0.1",
    port: 0,
    hmr: false,
    watch: null,
    // Isolated pages have a clock of 5 µs instead of 100 µs.
    headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
  },
});
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: FLAGS,
});
try {
  const page = await browser.newPage();
  const messages = [];
  page.on("pageerror", (error) => messages.push(String(error)));
  page.on("console", (message) => {
    // The checks read pixels, and Chromium sometimes remarks that this is slow.
    const remark = message.text().includes("GPU stall due to ReadPixels");
    if (["error", "warning"].includes(message.type()) && !remark) messages.push(message.text());
  });
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/tests/tiles/page.html`);
  await page.waitForFunction(() => "checks" in window);
  const [group = "checks", ...names] = process.argv.slice(2);
  const all = await page.evaluate((of) => Object.keys(window[of]), group);
  const results = {};
  for (const name of names.length > 0 ? names : all) {
    results[name] = await page.evaluate(([of, called]) => window[of][called](), [group, name]);
  }
  console.log(JSON.stringify({ ...results, messages }));
} finally {
  await browser.close();
  await server.close();
}
