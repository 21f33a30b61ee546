/** Every wait, queue and number of attempts of the client, each with the reason for its number. */
export const clientLimits = {
  /** Attempts of one call: with the waits below it gives up after about ten seconds. */
  attemptsMax: 6,
  /** The first wait is at most this, each next one twice as long. */
  retryWaitMs: 250,
  retryWaitMsMax: 5_000,
  /** A server that asks for more patience than this gets an answer from a person, not from us. */
  retryAfterMsMax: 15_000,
  /** One attempt: a server that is silent for so long is taken for unreachable. */
  attemptMs: 15_000,
  /** How long a command waits for the socket before it goes by HTTP: a thumb notices a second. */
  socketWaitMs: 1_000,
  /** How long a command waits for its answer on an open socket before it goes by HTTP. */
  socketAnswerMs: 5_000,
  /** Commands that wait for the socket at once: six seconds of the fastest thumb. */
  socketQueueMax: 64,
  /** Waits between attempts to connect: at most this, doubling, with full jitter. */
  reconnectWaitMs: 500,
  reconnectWaitMsMax: 15_000,
  /** A socket that has not said hello within this is given up. */
  helloMs: 10_000,
  /** Silence that is borne, in heartbeats. */
  heartbeatsMissedMax: 2,
  /** Events that a room keeps for the page. */
  roomEventsKept: 300,
  /** Events fetched when a page opens, so that the room is alive at first sight. */
  roomBackfill: 120,
  /** A pause this long ends a streak of taps; a second less than the server's own limit. */
  streakPauseMs: 4_000,
} as const;
