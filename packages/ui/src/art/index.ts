/** The gifts' art: for React `GiftArt`, for everything else the address and the colours. */
export { GiftArt } from "./GiftArt.tsx";
export { giftPalette } from "./palette.ts";
export { giftUrl } from "./url.ts";
