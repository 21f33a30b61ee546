/** Buttons. What costs something says so in its label; a busy one keeps its size and is not disabled. */
import type { ButtonHTMLAttributes, ReactNode } from "react";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: "plain" | "primary" | "quiet" | "danger" | "coins";
  readonly size?: "normal" | "large";
  readonly wide?: boolean;
  /** Work is under way: clicks are ignored, the name stays. */
  readonly busy?: boolean;
  readonly icon?: ReactNode;
}

/** A button with a word on it. */
export function Button(props: ButtonProps) {
  const { kind = "plain", size = "normal", wide, busy, icon, children, onClick, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      className={`ui-button ${rest.className ?? ""}`}
      data-kind={kind}
      data-size={size}
      data-wide={wide}
      aria-busy={busy}
      aria-disabled={busy || rest["aria-disabled"]}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      <span className="ui-button-label">{children}</span>
    </button>
  );
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does, for those who cannot see the icon. */
  readonly label: string;
}

/** A round button with an icon; its name is in `label`. */
export function IconButton({ label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`ui-icon-button ${className ?? ""}`}
    />
  );
}
