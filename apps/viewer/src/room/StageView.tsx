/** What is watched: the video when there is one, the animated scene otherwise, and gifts above both. */

import type { RoomEvent, Stream } from "@largesse/protocol";
import { Avatar } from "@largesse/ui";
import { Scene } from "@largesse/ui/scenes";
import { createGiftStage, type GiftStage } from "@largesse/ui/stage";
import { useEffect, useRef, useState } from "react";
import { freshEvents, type Shown } from "./fresh.ts";
import { Video } from "./Video.tsx";

interface StageProps {
  readonly stream: Stream;
  readonly events: readonly RoomEvent[];
}

/** The stage with its gifts. */
export function StageView({ stream, events }: StageProps) {
  const [broken, setBroken] = useState(false);
  const hasVideo = stream.hls !== null && !broken && stream.state === "live";
  return (
    <>
      {hasVideo && stream.hls !== null ? (
        <Video address={stream.hls} onBroken={() => setBroken(true)} />
      ) : (
        <>
          <Scene scene={stream.scene} seed={stream.id} />
          <div className="portrait" aria-hidden="true">
            <i />
            <i />
            <i />
            <Avatar person={stream.creator} size={132} />
          </div>
        </>
      )}
      <Gifts stream={stream} events={events} />
    </>
  );
}

function Gifts({ stream, events }: StageProps) {
  const place = useRef<HTMLDivElement>(null);
  const stage = useRef<GiftStage | null>(null);
  const shown = useRef<Shown>({ epoch: stream.epoch, seq: stream.seq });
  useEffect(() => {
    if (place.current === null) return;
    const made = createGiftStage(place.current);
    stage.current = made;
    return () => made.close();
  }, []);
  useEffect(() => {
    const { fresh, next } = freshEvents(events, shown.current);
    shown.current = next;
    for (const event of fresh) stage.current?.show(event);
  }, [events]);
  return <div ref={place} className="room-gifts" />;
}
