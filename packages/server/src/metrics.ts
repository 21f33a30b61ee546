/** Numbers for Prometheus: what the house does, how fast, and how much waits. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Gauges {
  readonly connections: () => number;
  readonly viewers: () => number;
}

/** One set a server, so that several in one process (as in tests) do not mix. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram;
  readonly #refusals: Counter;
  readonly #events: Counter;
  readonly #gifts: Counter;
  readonly #giftCoins: Counter;
  readonly #commands: Counter;

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: "largesse_http_request_seconds",
      help: "Time from a request's first byte to its answer.",
      labelNames: ["method", "route", "status"],
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    });
    this.#refusals = new Counter({
      name: "largesse_refusals_total",
      help: "Refusals by code.",
      labelNames: ["code"],
      registers,
    });
    this.#events = new Counter({
      name: "largesse_room_events_total",
      help: "Committed room events by type.",
      labelNames: ["type"],
      registers,
    });
    this.#gifts = new Counter({
      name: "largesse_gifts_total",
      help: "Gifts sent, each of a quantity counted.",
      registers,
    });
    this.#giftCoins = new Counter({
      name: "largesse_gift_coins_total",
      help: "Coins of the gifts sent.",
      registers,
    });
    this.#commands = new Counter({
      name: "largesse_socket_commands_total",
      help: "Socket commands by type.",
      labelNames: ["type"],
      registers,
    });
  }

  /** Numbers that are read when asked for. */
  watch(gauges: Gauges): void {
    this.#gauge("largesse_connections", "Open sockets and event streams.", gauges.connections);
    this.#gauge("largesse_viewers", "Viewers in rooms of this node.", gauges.viewers);
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }

  requested(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds);
  }

  refused(code: string): void {
    this.#refusals.inc({ code });
  }

  commanded(type: string): void {
    this.#commands.inc({ type });
  }

  happened(type: string, gift?: { readonly count: number; readonly coins: number }): void {
    this.#events.inc({ type });
    if (gift === undefined) return;
    this.#gifts.inc(gift.count);
    this.#giftCoins.inc(gift.coins);
  }

  async read(): Promise<{ type: string; text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
