/** Overlay links. */
import { sql } from "@largesse/ledger";

export interface OverlayRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** Nothing comes back when the creator has as many open links as they may. */
export const insertOverlay = (
  overlay: {
    readonly id: string;
    readonly creator: string;
    readonly tokenHash: Buffer;
    readonly nowMs: number;
  },
  max: number,
) => sql<OverlayRow>`
  insert into economy.overlay (id, creator, token_hash, created_at)
  select ${overlay.id}, ${overlay.creator}, ${overlay.tokenHash}, ${new Date(overlay.nowMs)}
  where (
    select count(*)
    from economy.overlay
    where creator = ${overlay.creator} and revoked_at is null
  ) < ${max}
  returning id, created_at as "createdAt", revoked_at as "revokedAt"`;

/** Open links first, then those revoked lately. */
export const listOverlaysOf = (creator: string) => sql<OverlayRow>`
  select id, created_at as "createdAt", revoked_at as "revokedAt"
  from economy.overlay
  where creator = ${creator}
  order by revoked_at is not null, id desc
  limit 100`;

/** Revoking again keeps the first time. */
export const revokeOverlayOf = (creator: string, id: string, nowMs: number) => sql<OverlayRow>`
  update economy.overlay
  set revoked_at = coalesce(revoked_at, ${new Date(nowMs)}::timestamptz)
  where id = ${id} and creator = ${creator}
  returning id, created_at as "createdAt", revoked_at as "revokedAt"`;

export const readOverlayByToken = (tokenHash: Buffer) => sql<{
  creator: string;
  name: string;
  avatar: string | null;
  revokedAt: Date | null;
}>`
  select overlay.creator, person.name, person.avatar, overlay.revoked_at as "revokedAt"
  from economy.overlay
  join economy.person on person.id = overlay.creator
  where token_hash = ${tokenHash}`;
