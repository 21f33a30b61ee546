/** What runs inside of a page under test; it must not use anything from outside of itself. */

/** Tells the test the number of every event that the page's event stream brings. */
export function watchEventSource(): void {
  const told = globalThis as unknown as { tellSeq(seq: number): void };
  const add = EventSource.prototype.addEventListener;
  const tell = (event: Event): void => {
    const data: unknown = JSON.parse(String((event as MessageEvent).data ?? "null"));
    if (typeof data === "object" && data !== null && "seq" in data) told.tellSeq(Number(data.seq));
  };
  const listen = function (this: EventSource, type: string, ...rest: [EventListener]): void {
    if (type === "gift.sent" || type === "message") add.call(this, type, tell);
    add.call(this, type, ...rest);
  };
  EventSource.prototype.addEventListener = listen as typeof add;
}
