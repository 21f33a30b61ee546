/** The light build of hls.js (no subtitles, no DRM) has the full one's types. */
declare module "hls.js/light" {
  export { default } from "hls.js";
}
