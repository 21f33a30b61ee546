/** The chat: what was said and given, and a line to say something. */

import { limits } from "@largesse/protocol";
import type { Room } from "@largesse/sdk/react";
import { Avatar, Button, Coins, Icon, IconButton } from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { type FormEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import { sayingOf } from "../says.tsx";
import { type ChatLine, chatLines } from "./chat-lines.ts";

/** Closer to the foot than this counts as reading along. */
const FOLLOW_PX = 60;

/** The lines and the composer. */
export function Chat({ room, onGift }: { readonly room: Room; readonly onGift: () => void }) {
  const lines = useMemo(() => chatLines(room.events), [room.events]);
  const { place, follows, follow, handleScroll } = useFollowing(lines);
  return (
    <section className="chat" aria-label="Chat">
      <div
        ref={place}
        className="chat-lines"
        role="log"
        aria-label="Messages and gifts"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a log that scrolls must take focus to be scrolled by keys
        tabIndex={0}
        onScroll={handleScroll}
      >
        {lines.length === 0 && <p className="chat-first">Be the first to say hello.</p>}
        {lines.map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </div>
      {!follows && (
        <Button className="chat-new" onClick={follow} icon={<Icon name="chevron" size={16} />}>
          Newest
        </Button>
      )}
      <Composer room={room} onGift={onGift} />
    </section>
  );
}

function useFollowing(lines: readonly ChatLine[]) {
  const place = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const follow = () => {
    setFollows(true);
    place.current?.scrollTo({ top: place.current.scrollHeight });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the foot
  useEffect(() => {
    if (follows) place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [lines, follows]);
  const handleScroll = () => {
    const element = place.current;
    if (element === null) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    setFollows(below < FOLLOW_PX);
  };
  return { place, follows, follow, handleScroll };
}

const Line = memo(
  function Line({ line }: { readonly line: ChatLine }) {
    if (line.kind === "ended") return <p className="chat-note">The stream has ended.</p>;
    if (line.kind === "message") {
      return (
        <p className="chat-line">
          <Avatar person={line.sender} size={24} />
          <span>
            <b>{line.sender.name}</b> <bdi>{line.text}</bdi>
          </span>
        </p>
      );
    }
    return (
      <p className="chat-line" data-kind="gift" data-tier={line.gift.tier}>
        <Avatar person={line.sender} size={24} />
        <span>
          <b>{line.sender.name}</b> sent {line.gift.name}
          {line.count > 1 && <em> ×{line.count}</em>} <Coins amount={line.coins} />
        </span>
        <GiftArt gift={line.gift.id} size={30} />
      </p>
    );
  },
  (before, after) => JSON.stringify(before.line) === JSON.stringify(after.line),
);

function Composer({ room, onGift }: { readonly room: Room; readonly onGift: () => void }) {
  const [text, setText] = useState("");
  const [error, setError] = useState<unknown>(null);
  const ended = room.stream?.state === "ended";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted === "") return;
    setText("");
    setError(null);
    try {
      await room.sendMessage(wanted);
    } catch (failure) {
      setError(failure);
      setText((now) => (now === "" ? wanted : now));
    }
  };
  return (
    <form className="composer" onSubmit={(event) => void submit(event)}>
      {error !== null && (
        <p className="composer-error" role="alert">
          {sayingOf(error)}
        </p>
      )}
      <div className="composer-line">
        <input
          aria-label="Message"
          placeholder={ended ? "The stream has ended" : "Say something…"}
          value={text}
          disabled={ended}
          maxLength={limits.messageCharsMax}
          enterKeyHint="send"
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <IconButton type="submit" label="Send the message" disabled={text.trim() === ""}>
          <Icon name="send" />
        </IconButton>
      </div>
      <button type="button" className="gift-button" onClick={onGift} disabled={ended}>
        <GiftArt gift="" size={30} />
        <span>Gifts</span>
      </button>
    </form>
  );
}
