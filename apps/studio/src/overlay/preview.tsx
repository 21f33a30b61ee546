/** The overlay over a make-believe stream: the real stage, with gifts that nobody pays for. */
import type { Gift, Person, RoomEvent } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { formatCount, Skeleton } from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { Scene } from "@largesse/ui/scenes";
import { createGiftStage, type GiftStage } from "@largesse/ui/stage";
import { type ReactElement, useEffect, useRef } from "react";

/** One of each tier, so that every entrance can be seen. */
const SHOWN: readonly string[] = [
  "rose",
  "panda",
  "confetti",
  "crown",
  "shiny-diamond",
  "drama-queen",
];
const tester: Person = { id: "vwr_preview", name: "A kind viewer", avatar: null };

/** A picture, the stage over it, and buttons that send to this page alone. */
export function Preview(): ReactElement {
  const screen = useRef<HTMLDivElement>(null);
  const stage = useRef<GiftStage | null>(null);
  const seq = useRef(0);
  const gifts = useCall("listGifts");
  useEffect(() => {
    if (screen.current === null) return;
    const made = createGiftStage(screen.current);
    stage.current = made;
    return () => made.close();
  }, []);
  const handleTry = (gift: Gift): void => {
    seq.current += 1;
    stage.current?.show(rehearsalOf(gift, seq.current));
  };
  const shown = gifts.data?.data.filter((gift) => SHOWN.includes(gift.id));
  return (
    <section className="preview" aria-labelledby="preview">
      <h2 id="preview" className="ui-hidden">
        Preview
      </h2>
      <div ref={screen} className="scene-frame preview-screen" data-theme="stage">
        <Scene scene="dawn" seed="preview" />
      </div>
      <fieldset className="preview-bar">
        <legend>Try a gift. It shows here only and costs nothing.</legend>
        {shown?.map((gift) => (
          <button
            key={gift.id}
            type="button"
            className="preview-gift"
            onClick={() => handleTry(gift)}
          >
            <GiftArt gift={gift.id} size={28} />
            {gift.name}
            <span className="ui-hidden">, {formatCount(gift.coins)} coins</span>
          </button>
        )) ?? <Skeleton height="44px" radius="22px" />}
      </fieldset>
    </section>
  );
}

/** The event that a real sending of this gift would have been. */
function rehearsalOf({ id, name, coins, tier, streakable }: Gift, seq: number): RoomEvent {
  const streak = streakable ? { id: `rehearsal-${id}`, total: seq, ended: false } : null;
  return {
    type: "gift.sent",
    stream: "str_preview",
    seq,
    epoch: "preview",
    at: new Date().toISOString(),
    data: {
      id: `gft_preview_${seq}`,
      gift: { id, name, coins, tier },
      sender: tester,
      count: 1,
      coins,
      diamonds: 0,
      streak,
    },
  };
}
