/**
 * "Why?": the mark beside every price, rate, fee, hold, limit and refusal, and the slip it opens.
 *
 * A native popover: Escape and a tap elsewhere close it, focus comes back, and it lies above
 * everything. Its place is worked out when it opens; on a phone it stands at the foot of the screen.
 * In the document it lies outside of what it explains, so that no table or heading styles it, but
 * inside an open dialog, for everything outside of that is inert.
 */
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { IconButton } from "./Button.tsx";
import { Icon } from "./Icons.tsx";

export interface WhyRow {
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** The line below the double rule. */
  readonly sum?: boolean;
}

export interface WhyProps {
  /** What is explained, as a person would ask: "Why 1,19 €?" */
  readonly title: string;
  readonly rows?: readonly WhyRow[];
  /** The rule in a sentence. */
  readonly rule?: ReactNode;
  /** Where the figures come from. */
  readonly source?: ReactNode;
  /** Of which day, already written for people. */
  readonly date?: string;
}

const EDGE_PX = 12;

/** The mark and its slip. */
export function Why(props: WhyProps) {
  const id = useId();
  const mark = useRef<HTMLButtonElement>(null);
  const slip = useRef<HTMLDivElement>(null);
  const [home, setHome] = useState<Element | null>(null);
  useEffect(() => setHome(mark.current?.closest("dialog") ?? document.body), []);
  const paper = (
    <div
      ref={slip}
      id={id}
      popover="auto"
      role="dialog"
      aria-label={props.title}
      className="ui-slip"
      onToggle={() => place(mark, slip)}
    >
      <Slip {...props} onClose={() => slip.current?.hidePopover()} />
    </div>
  );
  return (
    <>
      <button
        ref={mark}
        type="button"
        className="ui-why"
        popoverTarget={id}
        aria-label={props.title}
        title={props.title}
        onClick={(event) => event.stopPropagation()}
      >
        <svg viewBox="0 0 20 20" fill="none" aria-hidden="true" focusable="false">
          <circle className="ui-why-ring" cx="10" cy="10" r="8.6" />
          <path
            d="M7.4 7.9c.1-1.6 1.2-2.5 2.7-2.5s2.6 1 2.6 2.3c0 2-2.6 2-2.6 4.2"
            stroke="currentColor"
            strokeWidth="1.7"
            strokeLinecap="round"
          />
          <circle cx="10.1" cy="14.6" r="1.1" fill="currentColor" />
        </svg>
      </button>
      {home !== null && createPortal(paper, home)}
    </>
  );
}

/** Below the mark when there is room, above it otherwise, and never over an edge. */
function place(mark: RefObject<HTMLElement | null>, slip: RefObject<HTMLElement | null>) {
  if (mark.current === null || slip.current === null) return;
  if (!slip.current.matches(":popover-open") || window.innerWidth <= 560) return;
  const at = mark.current.getBoundingClientRect();
  const width = slip.current.offsetWidth;
  const height = slip.current.offsetHeight;
  const centre = at.left + at.width / 2;
  const left = Math.max(EDGE_PX, Math.min(centre - 44, window.innerWidth - width - EDGE_PX));
  const below = at.bottom + 10;
  const fits = below + height + EDGE_PX <= window.innerHeight;
  const top = fits ? below : Math.max(EDGE_PX, at.top - height - 10);
  slip.current.style.left = `${left}px`;
  slip.current.style.top = `${top}px`;
  slip.current.style.setProperty("--slip-origin", `${centre - left}px ${fits ? "0" : "100%"}`);
}

function Slip(props: WhyProps & { readonly onClose: () => void }) {
  return (
    <div className="ui-slip-paper">
      <div className="ui-slip-head">
        <strong>{props.title}</strong>
        <IconButton label="Close" onClick={props.onClose}>
          <Icon name="close" size={16} />
        </IconButton>
      </div>
      {props.rows !== undefined && (
        <dl className="ui-slip-rows">
          {props.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of one slip never reorder
            <div key={index} data-sum={row.sum}>
              <dt>{row.label}</dt>
              <span className="ui-slip-leader" aria-hidden="true" />
              <dd>{row.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {props.rule !== undefined && <p>{props.rule}</p>}
      {(props.source !== undefined || props.date !== undefined) && (
        <div className="ui-slip-foot">
          {props.source !== undefined && (
            <span>
              Source: <b>{props.source}</b>
            </span>
          )}
          {props.date !== undefined && (
            <span>
              As of <b>{props.date}</b>
            </span>
          )}
        </div>
      )}
    </div>
  );
}
