/**
 * The tray: every gift with its price in coins and in money, and one button that says what it takes.
 *
 * On a desk it is always there; on a phone it rises over the stage.
 */
import type { Gift } from "@largesse/protocol";
import { type Fx, formatMoney } from "@largesse/protocol";
import type { Room } from "@largesse/sdk/react";
import { useCall } from "@largesse/sdk/react";
import { CoinPrice, formatDate, Icon, IconButton, Skeleton, Why } from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { useId, useState } from "react";
import { usePreferences } from "../preferences.ts";
import { sayingOf } from "../says.tsx";
import { fxRows } from "../store/explain.ts";
import { SendButton } from "./SendButton.tsx";
import { TopUp } from "./TopUp.tsx";
import { useGiving } from "./use-giving.ts";

interface TrayProps {
  readonly room: Room;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The gifts of the house. */
export function Tray({ room, open, onClose }: TrayProps) {
  const prices = usePreferences();
  const gifts = useCall("listGifts", { query: prices }, { staleTime: 60_000 });
  const [chosenId, choose] = useState("panda");
  const giving = useGiving(room);
  const chosen = gifts.data?.data.find((gift) => gift.id === chosenId) ?? gifts.data?.data[0];
  const ended = room.stream?.state === "ended";
  return (
    <section className="tray" aria-label="Gifts" data-open={open}>
      <header className="tray-head">
        <h2>Gifts</h2>
        <IconButton label="Close the gifts" onClick={onClose}>
          <Icon name="chevron" />
        </IconButton>
      </header>
      {gifts.data === undefined ? (
        <TrayWaiting error={gifts.error} />
      ) : (
        <GiftChoice gifts={gifts.data.data} chosenId={chosen?.id ?? ""} onChoose={choose} />
      )}
      {chosen !== undefined && (
        <div className="tray-foot">
          <Chosen gift={chosen} fx={gifts.data?.fx ?? null} />
          {giving.error !== null && (
            <p className="tray-error" role="alert">
              {sayingOf(giving.error)}
            </p>
          )}
          <SendButton
            gift={chosen}
            room={room}
            disabled={ended}
            onGive={() => giving.give(chosen)}
          />
        </div>
      )}
      <TopUp need={giving.need} onClose={giving.dropNeed} onCredited={giving.retry} />
    </section>
  );
}

/** What the sender may expect to see. */
const ENTRANCES = {
  small: "Drifts up beside the chat",
  medium: "Pops a card with your name",
  large: "Rides across on a ribbon",
  grand: "Takes the whole stage",
} as const satisfies Record<Gift["tier"], string>;

function Chosen({ gift, fx }: { readonly gift: Gift; readonly fx: Fx | null }) {
  const money = formatMoney(gift.price);
  return (
    <div className="tray-chosen">
      <b>{gift.name}</b>
      <span className="tray-entrance">
        {ENTRANCES[gift.tier]}{" "}
        <Why
          title={`Why ${money}?`}
          rows={[
            ...fxRows(fx),
            { label: `${gift.coins} coins at the list’s price of one`, value: money, sum: true },
          ]}
          rule="What these coins cost bought exactly, without bonus. Coins from a larger pack cost you less."
          {...(fx === null ? {} : { source: fx.source, date: formatDate(fx.date) })}
        />
      </span>
    </div>
  );
}

interface ChoiceProps {
  readonly gifts: readonly Gift[];
  readonly chosenId: string;
  readonly onChoose: (id: string) => void;
}

/** A radio group of tiles: arrows move through the gifts. */
function GiftChoice({ gifts, chosenId, onChoose }: ChoiceProps) {
  const name = useId();
  return (
    <div className="gift-choice" role="radiogroup" aria-label="Choose a gift">
      {gifts.map((gift) => (
        <label key={gift.id} className="gift-tile" data-tier={gift.tier}>
          <input
            className="ui-hidden"
            type="radio"
            name={name}
            value={gift.id}
            checked={gift.id === chosenId}
            onChange={() => onChoose(gift.id)}
          />
          <GiftArt gift={gift.id} size={56} />
          <span className="gift-name">{gift.name}</span>
          <CoinPrice coins={gift.coins} money={gift.price} />
        </label>
      ))}
    </div>
  );
}

function TrayWaiting({ error }: { readonly error: unknown }) {
  if (error !== null) return <p className="tray-error">{sayingOf(error)}</p>;
  return (
    <div className="gift-choice" aria-busy="true">
      {[1, 2, 3, 4, 5, 6, 7, 8].map((number) => (
        <Skeleton key={number} width="104px" height="128px" radius="14px" />
      ))}
    </div>
  );
}
