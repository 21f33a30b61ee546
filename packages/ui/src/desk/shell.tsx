/**
 * The frame of a desk: a quiet rail beside the paper, and on a phone the same places within the
 * thumb's reach. It knows no router: places are links, and a plain click is told to the caller.
 */
import type { MouseEvent, ReactElement, ReactNode } from "react";

export interface DeskPlace {
  readonly href: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly current: boolean;
  /** A small mark after the label, like a live dot. */
  readonly mark?: ReactNode;
}

interface ShellProps {
  readonly brand: ReactNode;
  readonly places: readonly DeskPlace[];
  /** Who is signed in, theme: at the rail's foot, or at the end of the phone's top bar. */
  readonly end: ReactNode;
  readonly handleNavigate: (href: string) => void;
  readonly children: ReactNode;
}

/** Rail, places and page. */
export function DeskShell(props: ShellProps): ReactElement {
  const { brand, places, end, handleNavigate, children } = props;
  return (
    <div className="desk">
      <a className="ui-skip" href="#main">
        Skip to the content
      </a>
      <header className="desk-rail">
        <div className="desk-brand">{brand}</div>
        <nav className="desk-places" aria-label="Places">
          {places.map((place) => (
            <PlaceLink key={place.href} place={place} handleNavigate={handleNavigate} />
          ))}
        </nav>
        <div className="desk-end">{end}</div>
      </header>
      <main className="desk-page" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

interface PlaceLinkProps {
  readonly place: DeskPlace;
  readonly handleNavigate: (href: string) => void;
}

function PlaceLink({ place, handleNavigate }: PlaceLinkProps): ReactElement {
  const handleClick = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    handleNavigate(place.href);
  };
  return (
    <a
      className="desk-place"
      href={place.href}
      aria-current={place.current ? "page" : undefined}
      onClick={handleClick}
    >
      {place.icon}
      <span>{place.label}</span>
      {place.mark}
    </a>
  );
}
