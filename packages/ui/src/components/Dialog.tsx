/**
 * The native dialog, told by a property whether it is open. On a phone it is a sheet at the thumb.
 *
 * The browser keeps focus inside, closes on Escape and gives focus back; we add a tap on the
 * backdrop. `data-theme` follows the place it is opened from, for the stage is always dark.
 */
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./Button.tsx";
import { Icon } from "./Icons.tsx";

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly size?: "normal" | "wide";
  readonly theme?: "stage";
  readonly children: ReactNode;
}

/** A dialog in the middle of a large screen, a sheet at the foot of a small one. */
export function Dialog({ open, onClose, title, size, theme, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way is Escape, which <dialog> has
    <dialog
      ref={dialog}
      className="ui-dialog"
      data-size={size}
      data-theme={theme}
      aria-labelledby={titleId}
      onClose={() => {
        // The browser tells of a closing late: it may be open again, or closed by us.
        if (open && dialog.current?.open === false) onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <>
          <div className="ui-dialog-head">
            <h2 id={titleId}>{title}</h2>
            <IconButton label="Close" onClick={onClose}>
              <Icon name="close" />
            </IconButton>
          </div>
          <div className="ui-dialog-body">{children}</div>
        </>
      )}
    </dialog>
  );
}
