/** Where a gift's drawing lies. Needs the Vite plugin `largesseUi()` in the app's build. */
import { giftUrls } from "virtual:largesse-gifts";

/** The address of a gift's drawing; a wrapped gift for one we do not know. */
export function giftUrl(gift: string): string {
  return giftUrls[gift] ?? giftUrls[""] ?? "";
}
