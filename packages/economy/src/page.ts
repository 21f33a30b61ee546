/** Pages of lists: newest first, with a cursor that is the last item's own id. */
import { type IdKind, idOf, limits, type Refusal, refuse, uuidOf } from "@largesse/protocol";

export interface PageRequest {
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

export interface Page<T> {
  readonly data: T[];
  readonly next: string | null;
}

export function pageLimit(request: PageRequest): number {
  return request.limit ?? limits.pageDefault;
}

/** The UUID after which the page begins: null for the first page. */
export function cursorUuid(kind: IdKind, request: PageRequest): string | null | Refusal {
  if (request.after === undefined) return null;
  return uuidOf(kind, request.after) ?? badCursor();
}

export function badCursor(): Refusal {
  return refuse("invalid_field", { field: "after", why: "this is not a cursor of this list" });
}

/** Cuts a page from rows that were read with one more than the limit. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  as: { readonly item: (row: Row) => T; readonly cursor: (row: Row) => string },
): Page<T> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data: kept.map(as.item), next: more ? as.cursor(last) : null };
}

/** A page of rows whose id is the cursor. */
export function pageById<Row extends { readonly id: string }, T>(
  rows: readonly Row[],
  limit: number,
  as: { readonly kind: IdKind; readonly item: (row: Row) => T },
): Page<T> {
  return pageOf(rows, limit, { item: as.item, cursor: (row) => idOf(as.kind, row.id) });
}
