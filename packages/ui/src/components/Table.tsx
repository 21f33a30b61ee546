/** The dense table of the desk: real rows and cells, figures to the end, scrolls sideways on a phone. */
import type { ReactNode } from "react";

export interface Column<T> {
  readonly key: string;
  readonly title: ReactNode;
  /** Amounts stand at the end, so that digits line up. */
  readonly align?: "start" | "end";
  readonly cell: (row: T) => ReactNode;
}
export interface TableProps<T> {
  /** What the table is, for those who cannot see where it stands. */
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly empty?: ReactNode;
  /** Sums below the double rule: one node a column. */
  readonly footer?: readonly ReactNode[];
}

/** Rows and columns of anything. */
export function Table<T>({ caption, columns, rows, keyOf, empty, footer }: TableProps<T>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus to be scrolled by keys
    <section className="ui-table-scroll" aria-label={caption} tabIndex={0}>
      <table className="ui-table">
        <caption className="ui-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={column.align}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.key} data-align={column.align}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {footer !== undefined && (
          <tfoot>
            <tr>
              {columns.map((column, index) => (
                <td key={column.key} data-align={column.align}>
                  {footer[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
