/** The balance, always in sight; it swells when coins come and leads to the store. */
import { useCall, useWallet } from "@largesse/sdk/react";
import { CoinGlyph, formatCount, Icon, Skeleton } from "@largesse/ui";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { useSessionState } from "../session.ts";

/** The viewer's coins as a link to the store. */
export function WalletPill() {
  const wallet = useWallet();
  const state = useSessionState();
  useCall("getWallet", {}, { enabled: state === "signed-in" });
  if (state === "failed") return null;
  const label =
    wallet === null ? "Your coins" : `You have ${formatCount(wallet.coins)} coins. Get more.`;
  const inside = (
    <>
      {wallet === null ? <Skeleton width="3ch" /> : <Amount coins={wallet.coins} />}
      <CoinGlyph />
      <span className="pill-plus">
        <Icon name="plus" size={14} />
      </span>
    </>
  );
  return (
    <Link className="wallet-pill" href="/store" aria-label={label}>
      {inside}
    </Link>
  );
}

/** The number; rises and falls are played, never counted out: the figure shown is always true. */
function Amount({ coins }: { readonly coins: number }) {
  const place = useRef<HTMLElement>(null);
  const before = useRef(coins);
  useEffect(() => {
    if (coins === before.current) return;
    const rises = coins > before.current;
    before.current = coins;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    place.current?.animate([{ translate: rises ? "0 60%" : "0 -40%", opacity: 0.2 }, {}], {
      duration: 320,
      easing: "cubic-bezier(0.2, 0.9, 0.3, 1.4)",
    });
  }, [coins]);
  return <b ref={place}>{formatCount(coins)}</b>;
}
