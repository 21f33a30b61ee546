/** The room's chat, with the creator's own voice below it. */
import { limits, type RoomEvent } from "@largesse/protocol";
import { Avatar, EmptyState, Icon, IconButton } from "@largesse/ui";
import { Refused } from "@largesse/ui/desk";
import { type FormEvent, type ReactElement, useEffect, useRef, useState } from "react";

type MessageEvent = Extract<RoomEvent, { type: "message.sent" }>;

/** Lines that are drawn; the eye never goes further back while on air. */
const LINES_MAX = 120;
/** Nearer to the end than this, new lines keep the end in view. */
const STICK_PX = 60;

interface ChatProps {
  readonly events: readonly RoomEvent[];
  readonly creator: string;
  readonly handleSend: (text: string) => Promise<unknown>;
}

/** Lines and a field; the newest line stays in view unless one has scrolled up. */
export function Chat({ events, creator, handleSend }: ChatProps): ReactElement {
  const lines = events
    .filter((event): event is MessageEvent => event.type === "message.sent")
    .slice(-LINES_MAX);
  const list = useRef<HTMLOListElement>(null);
  const stick = useRef(true);
  const newest = lines.at(-1)?.seq;
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when a line has come
  useEffect(() => {
    if (list.current !== null && stick.current) list.current.scrollTop = list.current.scrollHeight;
  }, [newest]);
  const handleScroll = (): void => {
    const { current } = list;
    if (current === null) return;
    stick.current = current.scrollHeight - current.scrollTop - current.clientHeight < STICK_PX;
  };
  return (
    <div className="chat">
      {lines.length === 0 ? (
        <EmptyState scene="curtain" title="Nobody has spoken yet">
          Say hello; the room hears you.
        </EmptyState>
      ) : (
        <ol
          ref={list}
          className="chat-lines"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take focus to be scrolled by keys
          tabIndex={0}
          aria-label="Chat"
          onScroll={handleScroll}
        >
          {lines.map(({ seq, data }) => (
            <li key={seq} data-own={data.sender.id === creator}>
              <Avatar person={data.sender} size={24} />
              <p>
                <b>{data.sender.name}</b> {data.text}
              </p>
            </li>
          ))}
        </ol>
      )}
      <Reply handleSend={handleSend} />
    </div>
  );
}

function Reply({ handleSend }: Pick<ChatProps, "handleSend">): ReactElement {
  const [text, setText] = useState("");
  const [error, setError] = useState<unknown>(null);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const said = text.trim();
    if (said === "") return;
    setText("");
    setError(null);
    try {
      await handleSend(said);
    } catch (problem) {
      setError(problem);
      setText(said);
    }
  };
  return (
    <>
      <Refused error={error} />
      <form className="chat-reply" onSubmit={(event) => void send(event)}>
        <input
          className="ui-input"
          aria-label="Answer the room"
          placeholder="Answer the room"
          autoComplete="off"
          value={text}
          maxLength={limits.messageCharsMax}
          onChange={(event) => setText(event.target.value)}
        />
        <IconButton label="Send" type="submit">
          <Icon name="send" />
        </IconButton>
      </form>
    </>
  );
}
