/**
 * Builds the overlay: one small script and one style, whose addresses hold below /overlay/<token>.
 *
 * OBS carries a Chromium some versions behind (127 in OBS 31), hence the older target, set after
 * the look's own.
 */
import { largesseUi } from "@largesse/ui/vite";
import { defineConfig, type Plugin } from "vite";

const forObs: Plugin = {
  name: "largesse-for-obs",
  config: () => ({ build: { target: "es2022", cssTarget: "chrome127" } }),
};

export default defineConfig({
  base: "/overlay/",
  plugins: [largesseUi(), forObs],
  build: { outDir: "dist", sourcemap: true, modulePreload: { polyfill: false } },
});
