/** The desk's paper: sections parted by hairlines, figures in a row, nothing boxed twice. */
import type { ReactElement, ReactNode } from "react";
import { useId } from "react";

interface SectionProps {
  readonly title: string;
  /** Beside the title: a Why, a count. */
  readonly mark?: ReactNode;
  /** At the line's end: what can be done here. */
  readonly actions?: ReactNode;
  /** One sentence under the title. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, mark, actions, lead, children }: SectionProps): ReactElement {
  const id = useId();
  return (
    <section className="desk-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {mark}
        {actions === undefined ? null : <div className="desk-actions">{actions}</div>}
      </header>
      {lead === undefined ? null : <div className="desk-lead">{lead}</div>}
      {children}
    </section>
  );
}

/** Figures side by side, told apart by hairlines. */
export function Stats({ children }: { readonly children: ReactNode }): ReactElement {
  return <dl className="desk-stats">{children}</dl>;
}

interface StatProps {
  readonly label: string;
  readonly mark?: ReactNode;
  readonly note?: ReactNode;
  readonly lead?: boolean;
  readonly children: ReactNode;
}

/** One figure: what it is, how much, and a line that puts it in its place. */
export function Stat({ label, mark, note, lead = false, children }: StatProps): ReactElement {
  return (
    <div className="desk-stat" data-lead={lead}>
      <dt>
        {label} {mark}
      </dt>
      <dd>{children}</dd>
      {note === undefined ? null : <dd className="desk-stat-note">{note}</dd>}
    </div>
  );
}

interface PageHeadProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

/** The page's own title, with what can be done on it. */
export function PageHead({ title, lead, actions }: PageHeadProps): ReactElement {
  return (
    <header className="desk-head">
      <div>
        <h1>{title}</h1>
        {lead === undefined ? null : <div className="desk-lead">{lead}</div>}
      </div>
      {actions === undefined ? null : <div className="desk-actions">{actions}</div>}
    </header>
  );
}
