/**
 * The live room: the stage, the chat, the supporters and the tray, always dark.
 *
 * On a phone the stage fills the screen and everything else lies over its lower part, within reach
 * of the thumb; on a desk the chat stands beside it and the tray below.
 */
import type { Stream } from "@largesse/protocol";
import { useRoom } from "@largesse/sdk/react";
import { Button, EmptyState, Skeleton } from "@largesse/ui";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { useTitle } from "../shell/Page.tsx";
import { Chat } from "./Chat.tsx";
import { RoomHead } from "./RoomHead.tsx";
import { StageView } from "./StageView.tsx";
import { Supporters } from "./Supporters.tsx";
import { Tray } from "./Tray.tsx";

/** One room, by the stream's id. */
export function RoomPage({ stream: id }: { readonly stream: string }) {
  const room = useRoom(id);
  const [trayWanted, openTray] = useState(false);
  useDarkPage();
  useTitle(room.stream?.title ?? "Live");
  if (room.problem !== null && room.stream === null) return <NoRoom says={room.problem.detail} />;
  if (room.stream === null) return <Opening />;
  // The farewell lies where the tray would be.
  const trayOpen = trayWanted && room.stream.state !== "ended";
  return (
    <main id="main" className="room" data-theme="stage" data-tray={trayOpen}>
      <section
        className="room-stage"
        aria-label={`${room.stream.title}, by ${room.stream.creator.name}`}
      >
        <StageView stream={room.stream} events={room.events} />
        <RoomHead stream={room.stream} viewers={room.viewers} connection={room.connection} />
        {room.stream.state === "ended" && <Ended stream={room.stream} />}
      </section>
      <aside className="room-side" aria-label="Chat and supporters">
        <Supporters streamId={id} />
        <Chat room={room} onGift={() => openTray(!trayOpen)} />
      </aside>
      <Tray room={room} open={trayOpen} onClose={() => openTray(false)} />
    </main>
  );
}

/** The browser's own bars and the overscroll follow the stage while one is in a room. */
function useDarkPage(): void {
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    const root = document.documentElement;
    before.current = root.dataset.theme;
    root.dataset.theme = "stage";
    return () => {
      if (before.current === undefined) delete root.dataset.theme;
      else root.dataset.theme = before.current;
    };
  }, []);
}

function Opening() {
  return (
    <main
      id="main"
      className="room"
      data-theme="stage"
      aria-busy="true"
      aria-label="Opening the room"
    >
      <section className="room-stage room-opening">
        <Skeleton width="52%" height="20px" />
      </section>
      <aside className="room-side">
        <div className="room-opening-lines">
          {["70%", "52%", "84%", "46%", "64%"].map((width) => (
            <Skeleton key={width} width={width} height="18px" />
          ))}
        </div>
      </aside>
    </main>
  );
}

function NoRoom({ says }: { readonly says: string }) {
  return (
    <main id="main" className="room-away" data-theme="stage">
      <EmptyState
        scene="curtain"
        level={1}
        title="This room is closed"
        actions={
          <Link href="/" asChild>
            <Button kind="primary">See who is live</Button>
          </Link>
        }
      >
        {says}
      </EmptyState>
    </main>
  );
}

function Ended({ stream }: { readonly stream: Stream }) {
  return (
    <div className="room-ended" role="status">
      <h2>That was “{stream.title}”</h2>
      <p>{stream.creator.name} has ended the stream. Thank you for being here.</p>
      <Link href="/" asChild>
        <Button kind="primary">See who is live</Button>
      </Link>
    </div>
  );
}
