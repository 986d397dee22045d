import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  // Tauri serves from its own scheme root; relative addresses also work from any folder of a web server.
  base: "./",
  server: { port: 1420, strictPort: true },
  build: {
    target: ["edge109", "safari15"],
    outDir: "dist",
    // The content security policy forbids inline scripts, and the preload polyfill would be one more start-up step.
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    // A busy machine is no failure.
    testTimeout: 60_000,
    // Element Plus ships css beside its modules; it must go through Vite, not Node's own loader.
    server: { deps: { inline: ["element-plus"] } },
  },
});
