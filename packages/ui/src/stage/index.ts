/** The gifts' entrances, for the live room and for the overlay. */
export type { GiftStage, GiftStageOptions } from "./stage.ts";
export { createGiftStage } from "./stage.ts";
