/** Pages that belong together, as links in a row under the title. */
import type { ReactElement } from "react";
import { Link, useLocation } from "wouter";

interface SubPlacesProps {
  readonly label: string;
  readonly places: readonly { readonly href: string; readonly label: string }[];
}

/** A row of links; the one that is open is marked. */
export function SubPlaces({ label, places }: SubPlacesProps): ReactElement {
  const [path] = useLocation();
  return (
    <nav className="sub-places ui-tabs" aria-label={label}>
      {places.map((place) => (
        <Link
          key={place.href}
          href={place.href}
          className="ui-tab"
          aria-current={place.href === path ? "page" : undefined}
        >
          {place.label}
        </Link>
      ))}
    </nav>
  );
}
