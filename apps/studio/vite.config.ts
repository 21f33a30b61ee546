/** Builds the studio as static files under /studio/. */
import { largesseUi } from "@largesse/ui/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/studio/",
  plugins: [react(), largesseUi()],
  build: { outDir: "dist", sourcemap: true, modulePreload: { polyfill: false } },
});
