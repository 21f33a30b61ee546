/** The head that the three pages of the books share. */
import { PageHead } from "@largesse/ui/desk";
import type { ReactElement, ReactNode } from "react";
import { SubPlaces } from "../sub-places.tsx";

const places = [
  { href: "/books", label: "Trial balance" },
  { href: "/books/journal", label: "Journal" },
  { href: "/books/audit", label: "Audit" },
] as const;

/** Title, and the way between the three. */
export function BooksHead({ actions }: { readonly actions?: ReactNode }): ReactElement {
  return (
    <>
      <PageHead title="Books" actions={actions} />
      <SubPlaces label="Books" places={places} />
    </>
  );
}
