/**
 * The button that spends: it says the price, takes ten taps a second, and shows the streak growing.
 *
 * Each tap answers at once with a gift that flies up and a number that grows; the ring empties while
 * the streak may still go on.
 */
import type { Gift } from "@largesse/protocol";
import { clientLimits } from "@largesse/sdk";
import type { Room } from "@largesse/sdk/react";
import { CoinPrice } from "@largesse/ui";
import { giftUrl } from "@largesse/ui/art";
import { useRef } from "react";
import { missingCoins } from "./missing.ts";

interface SendProps {
  readonly gift: Gift;
  readonly room: Room;
  readonly disabled: boolean;
  readonly onGive: () => void;
}

/** "Send · 5 ◉ · 0,06 €". */
export function SendButton({ gift, room, disabled, onGive }: SendProps) {
  const place = useRef<HTMLDivElement>(null);
  const missing = missingCoins(gift, room);
  const streak = room.streak?.gift === gift.id ? room.streak : null;
  const give = () => {
    onGive();
    if (missing === 0) fly(place.current, gift.id);
  };
  return (
    <div ref={place} className="send-place">
      {streak !== null && <Combo key={streak.id} total={streak.total} />}
      <button
        type="button"
        className="ui-button send"
        data-kind="coins"
        data-size="large"
        disabled={disabled}
        onClick={give}
      >
        <span>
          {streak === null ? "Send" : "Again"} <span className="ui-hidden">{gift.name}, </span>
        </span>
        <CoinPrice coins={gift.coins} money={gift.price} inherit />
      </button>
    </div>
  );
}

/** The number in its ring; the ring starts anew with every tap. */
function Combo({ total }: { readonly total: number }) {
  return (
    <div className="combo" role="status">
      <svg key={total} viewBox="0 0 44 44" aria-hidden="true" focusable="false">
        <circle cx="22" cy="22" r="19" />
        <circle
          className="combo-left"
          cx="22"
          cy="22"
          r="19"
          pathLength="1"
          style={{ animationDuration: `${clientLimits.streakPauseMs}ms` }}
        />
      </svg>
      <b key={`n${total}`} style={{ "--grown": Math.min(1, Math.log10(total) / 2) } as object}>
        ×{total}
      </b>
    </div>
  );
}

/** A gift leaves the thumb. Only for the eye: nothing is counted here. */
function fly(place: HTMLElement | null, gift: string): void {
  if (place === null || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const image = document.createElement("img");
  image.src = giftUrl(gift);
  image.alt = "";
  image.className = "flying-gift";
  place.append(image);
  const aside = (Math.random() - 0.5) * 120;
  const frames = [
    { translate: "-50% 0", scale: 0.5, opacity: 1 },
    { translate: `calc(-50% + ${aside * 0.5}px) -70px`, scale: 1.1, opacity: 1, offset: 0.4 },
    {
      translate: `calc(-50% + ${aside}px) -150px`,
      scale: 0.7,
      rotate: `${aside / 3}deg`,
      opacity: 0,
    },
  ];
  image.animate(frames, { duration: 800, easing: "cubic-bezier(0.2, 0.7, 0.4, 1)" }).onfinish =
    () => image.remove();
}
