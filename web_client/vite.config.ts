import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../server/deepvision/api/static",
    emptyOutDir: true,
    target: "es2022",
  },
  worker: { format: "es" },
  server: { proxy: { "/api": "http://127.0.0.1:5570" } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
