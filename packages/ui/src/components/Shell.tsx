/** The frame of every page: logo, top bar, links, the choice of light or dark, the live mark. */
import { type ReactNode, useEffect, useId, useState } from "react";
import { Icon, type IconName } from "./Icons.tsx";

/** A star thrown from a coin: largesse is the scattering of coins to a crowd. */
export function LogoMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M4 21.500a12 5.6 0 0024 0v3.200a12 5.6 0 01-24 0z" fill="#b87709" />
      <ellipse cx="16" cy="21.5" rx="12" ry="5.6" fill="#f5b83d" />
      <ellipse cx="16" cy="21.5" rx="8.4" ry="3.4" fill="none" stroke="#c98a14" strokeWidth="1.2" />
      <path
        d="M16 1.500c1.3 7.2 3.3 9.2 9 10.5-5.7 1.3-7.7 3.3-9 9.5-1.3-6.2-3.3-8.2-9-9.5 5.7-1.3 7.7-3.3 9-10.500z"
        fill="light-dark(#5b3fb0, #e9defe)"
      />
      <circle cx="26.5" cy="5.5" r="1.7" fill="#ff6b5e" />
      <circle cx="5.5" cy="8" r="1.3" fill="light-dark(#5b3fb0, #c3acff)" />
    </svg>
  );
}

/** The name of the house, as a link; `desk` names the room: "Studio", "Console". */
export function Logo({ href = "/", desk }: { readonly href?: string; readonly desk?: string }) {
  return (
    <a
      className="ui-logo"
      href={href}
      aria-label={desk === undefined ? "Largesse" : `Largesse ${desk}`}
    >
      <LogoMark />
      {/* The blank is not seen; it keeps the words apart for those who hear or say the name. */}
      <span>Largesse</span> {desk !== undefined && <small>{desk}</small>}
    </a>
  );
}

/** The bar at the top: logo, links, and what belongs to the person at the end. */
export function TopBar(props: {
  readonly logo: ReactNode;
  readonly links?: ReactNode;
  readonly end?: ReactNode;
}) {
  return (
    <header className="ui-topbar">
      <a className="ui-skip" href="#main">
        Skip to the content
      </a>
      {props.logo}
      {props.links !== undefined && <nav aria-label="Main">{props.links}</nav>}
      <div className="ui-topbar-end">{props.end}</div>
    </header>
  );
}

/** Live: coral, a breathing dot, and the word, since colour alone says nothing. */
export function LiveDot({ label = "Live" }: { readonly label?: string }) {
  return (
    <span className="ui-live">
      <i aria-hidden="true" />
      {label}
    </span>
  );
}

type Theme = "system" | "light" | "dark";
const THEMES: readonly { readonly id: Theme; readonly says: string; readonly icon: IconName }[] = [
  { id: "light", says: "Light", icon: "sun" },
  { id: "system", says: "As the device", icon: "system" },
  { id: "dark", says: "Dark", icon: "moon" },
];
const THEME_KEY = "largesse.theme";

/** Puts the stored theme on the page; call once before the first paint. */
export function applyStoredTheme(): void {
  setTheme(storedTheme());
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(THEME_KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function setTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Light, dark, or as the device has it; kept in this browser. */
export function ThemeToggle() {
  const [theme, choose] = useState<Theme>(storedTheme);
  const name = useId();
  useEffect(() => {
    localStorage.setItem(THEME_KEY, theme);
    setTheme(theme);
  }, [theme]);
  return (
    <fieldset className="ui-theme">
      <legend className="ui-hidden">Theme</legend>
      {THEMES.map(({ id, says, icon }) => (
        <label key={id} title={says}>
          <input
            className="ui-hidden"
            type="radio"
            name={name}
            value={id}
            checked={theme === id}
            onChange={() => choose(id)}
          />
          <Icon name={icon} size={18} />
          <span className="ui-hidden">{says}</span>
        </label>
      ))}
    </fieldset>
  );
}
