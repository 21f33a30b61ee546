/** A text to carry away: shown whole on focus, copied by a button that says so. */
import type { ReactElement } from "react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "../components/Button.tsx";
import { Icon } from "../components/Icons.tsx";

/** How long the button says "Copied". */
const COPIED_MS = 2_500;

interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
}

/** A read-only field with a button; where the clipboard is refused, the text is selected instead. */
export function CopyField({ label, text }: CopyFieldProps): ReactElement {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Refused without HTTPS or by the browser: the text stays selected, ready for the keyboard.
    }
  };
  return (
    <div className="ui-field">
      <label htmlFor={id}>{label}</label>
      <div className="desk-copy">
        <input
          ref={field}
          id={id}
          className="ui-input"
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
        />
        <Button
          kind="primary"
          icon={<Icon name={copied ? "check" : "copy"} />}
          onClick={() => void copy()}
        >
          <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
        </Button>
      </div>
    </div>
  );
}
