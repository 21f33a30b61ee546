/** A gift's drawing at a size. Decorative unless `label` is given: its name is written beside it. */
import { giftUrl } from "./url.ts";

export function GiftArt(props: {
  readonly gift: string;
  readonly size: number;
  readonly label?: string;
}) {
  return (
    <img
      className="ui-gift-art"
      src={giftUrl(props.gift)}
      alt={props.label ?? ""}
      width={props.size}
      height={props.size}
      draggable={false}
      decoding="async"
    />
  );
}
