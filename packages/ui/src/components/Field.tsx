/** A labelled input. Hint and error are tied to it, so that they are heard with it. */
import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from "react";

interface FieldFrame {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
}

function useFrame(frame: FieldFrame) {
  const id = useId();
  const hasError = frame.error !== undefined && frame.error !== null && frame.error !== false;
  const note = hasError ? frame.error : frame.hint;
  return {
    control: {
      id,
      className: "ui-input",
      "aria-invalid": hasError || undefined,
      "aria-describedby": note === undefined ? undefined : `${id}-note`,
    },
    label: <label htmlFor={id}>{frame.label}</label>,
    note: note !== undefined && (
      <span id={`${id}-note`} className={hasError ? "ui-field-error" : "ui-field-hint"}>
        {note}
      </span>
    ),
  };
}

/** One line of text. */
export function Field({
  label,
  hint,
  error,
  ...input
}: FieldFrame & InputHTMLAttributes<HTMLInputElement>) {
  const frame = useFrame({ label, hint, error });
  return (
    <div className="ui-field">
      {frame.label}
      <input {...input} {...frame.control} />
      {frame.note}
    </div>
  );
}

/** One of a few; the browser's own list, for thumbs and screen readers know it. */
export function Select({
  label,
  hint,
  error,
  ...select
}: FieldFrame & SelectHTMLAttributes<HTMLSelectElement>) {
  const frame = useFrame({ label, hint, error });
  return (
    <div className="ui-field">
      {frame.label}
      <select {...select} {...frame.control} />
      {frame.note}
    </div>
  );
}
