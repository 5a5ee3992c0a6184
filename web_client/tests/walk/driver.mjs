/* global fetch, DataTransfer, File, document, DragEvent, ClipboardEvent -- of the page, in functions that run there */
// Chromium by command: each line of standard input is {"do": name, …}, each line of standard output its answer.
// The walk itself is written in tests/browser/test_walk.py.
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-sandbox",
  "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync",
];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: FLAGS,
});
const context = await browser.newContext({
  viewport: { width: 1280, height: 720 },
  reducedMotion: "reduce",
  acceptDownloads: true,
  hasTouch: true,
});
const page = await context.newPage();
let messages = [];
page.on("pageerror", (error) => messages.push(String(error)));
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) messages.push(message.text());
});

const actions = {
  open: async ({ url }) => {
    await page.goto("about:blank"); // another hash alone would not load the page again
    await page.goto(url);
  },
  ready: () => page.waitForFunction(() => window.deepvision).then(() => page.evaluate(() => window.deepvision.ready)),
  evaluate: ({ script }) => page.evaluate(script),
  until: ({ script, seconds = 30 }) => page.waitForFunction(script, null, { timeout: seconds * 1000 }).then(() => true),
  press: ({ key }) => page.keyboard.press(key),
  type: ({ text }) => page.keyboard.type(text),
  move: ({ x, y }) => page.mouse.move(x, y),
  click: ({ x, y }) => page.mouse.click(x, y),
  size: ({ width, height }) => page.setViewportSize({ width, height }),
  /** Fingers on the page, step by step: each entry of `points` is where they are then. */
  touch: async ({ points }) => {
    const session = await context.newCDPSession(page);
    for (const [step, touchPoints] of points.entries()) {
      await session.send("Input.dispatchTouchEvent", { type: step === 0 ? "touchStart" : "touchMove", touchPoints });
    }
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await session.detach();
  },
  paste: ({ type, base64 }) => page.evaluate(async ([type, base64]) => {
    const bytes = await (await fetch(`data:${type};base64,${base64}`)).arrayBuffer();
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], "", { type }));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, [type, base64]),
  drop: ({ name, type, base64 }) => page.evaluate(async ([name, type, base64]) => {
    const bytes = await (await fetch(`data:${type};base64,${base64}`)).arrayBuffer();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name, { type }));
    for (const kind of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, [name, type, base64]),
  picture: async ({ hall = false }) => {
    const style = hall ? "body > :not(canvas) { visibility: hidden !important }" : "";
    return (await page.screenshot({ style })).toString("base64");
  },
  download: async ({ key }) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press(key)]);
    return { name: download.suggestedFilename(), path: await download.path() };
  },
  messages: () => {
    const seen = messages;
    messages = [];
    return seen;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: action, ...options } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ answer: (await actions[action](options)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
await browser.close();
