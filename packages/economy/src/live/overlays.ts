/**
 * Overlay links for OBS: read only, for one creator, revocable.
 *
 * The token is 32 random bytes and is told once; only its hash is kept, and it is found by that hash,
 * so neither a look into the table nor the time of an answer gives one away.
 */
import { createHash, randomBytes } from "node:crypto";
import { idOf, limits, type Overlay, refuse, uuidOf, uuidv7 } from "@largesse/protocol";
import { creatorOf } from "../actor.ts";
import type { Handler } from "../handlers.ts";
import type { LiveParts } from "./parts.ts";
import {
  insertOverlay,
  listOverlaysOf,
  type OverlayRow,
  readOverlayByToken,
  revokeOverlayOf,
} from "./sql/overlays.ts";
import { listStreams, lockCreator } from "./sql/streams.ts";
import { streamOf } from "./stream-of-row.ts";

const TOKEN_BYTES = 32;

export function createOverlay(parts: LiveParts): Handler<"createOverlay"> {
  const { database, clock, publicUrl } = parts;
  return async (actor) => {
    const creator = creatorOf(actor).uuid;
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    const overlay = { id: uuidv7(), creator, tokenHash: hashOf(token), nowMs: clock() };
    const [row] = await database.transaction(async (tx) => {
      // Else links that are made at once would each count those before them, and not each other.
      await tx.query(lockCreator(creator));
      return await tx.query(insertOverlay(overlay, limits.overlaysMax));
    });
    if (row === undefined) return refuse("overlays_too_many", { overlaysMax: limits.overlaysMax });
    return { answer: { ...overlayOf(row), url: `${publicUrl}/overlay/${token}` } };
  };
}

export function listOverlays({ database }: LiveParts): Handler<"listOverlays"> {
  return async (actor) => {
    const rows = await database.query(listOverlaysOf(creatorOf(actor).uuid));
    return { answer: { data: rows.map(overlayOf), next: null } };
  };
}

export function revokeOverlay({ database, clock }: LiveParts): Handler<"revokeOverlay"> {
  return async (actor, { params }) => {
    const creator = creatorOf(actor).uuid;
    const id = uuidOf("overlay", params.overlay) ?? "";
    const [row] = await database.query(revokeOverlayOf(creator, id, clock()));
    return row === undefined ? refuse("not_found") : { answer: overlayOf(row) };
  };
}

export function viewOverlay({ database, presence }: LiveParts): Handler<"viewOverlay"> {
  return async (_, { params }) => {
    const [row] = await database.query(readOverlayByToken(hashOf(params.token)));
    if (row === undefined) return refuse("not_found");
    if (row.revokedAt !== null) return refuse("overlay_revoked");
    const live = { ended: false, creator: row.creator, after: null, limit: 1 };
    const [stream] = await database.query(listStreams(live));
    const creator = { id: idOf("creator", row.creator), name: row.name, avatar: row.avatar };
    return {
      answer: { creator, stream: stream === undefined ? null : streamOf(stream, presence) },
    };
  };
}

function overlayOf(row: OverlayRow): Overlay {
  return {
    id: idOf("overlay", row.id),
    url: null,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
