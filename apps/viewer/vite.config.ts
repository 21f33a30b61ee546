/** The viewer's pages, served at the root of the house. */
import { largesseUi } from "@largesse/ui/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/",
  plugins: [react(), largesseUi()],
  build: { outDir: "dist" },
});
