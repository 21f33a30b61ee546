/**
 * In which order the windows stand. Pure.
 *
 * The fullest room is first when the page opens; afterwards nobody jumps away from under a thumb:
 * those on the page keep their places, new ones join at the end.
 */
import type { Stream } from "@largesse/protocol";

/** The ids in order, given those that stand there already. */
export function windowOrder(
  streams: readonly Pick<Stream, "id" | "viewers">[],
  standing: readonly string[],
): string[] {
  const live = new Set(streams.map((stream) => stream.id));
  const stay = standing.filter((id) => live.has(id));
  const known = new Set(stay);
  const join = streams
    .filter((stream) => !known.has(stream.id))
    .sort((a, b) => b.viewers - a.viewers || a.id.localeCompare(b.id))
    .map((stream) => stream.id);
  return [...stay, ...join];
}
