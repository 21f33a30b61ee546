/** Builds the console as static files under /console/. */
import { largesseUi } from "@largesse/ui/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/console/",
  plugins: [react(), largesseUi()],
  build: { outDir: "dist", sourcemap: true, modulePreload: { polyfill: false } },
});
