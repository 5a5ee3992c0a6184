import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../server/deepvision/api/static",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 700, // three alone is 500 kB; all of it is needed before the first picture
  },
  worker: { format: "es" },
  server: { proxy: { "/api": "http://127.0.0.1:5570" } },
  test: { include: ["src/**/*.test.ts"], environment: "node", testTimeout: 60_000 },
});
