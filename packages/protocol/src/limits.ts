/**
 * Every queue, batch, page, message and wait of the house, in one place, each with the reason for
 * its number. Reaching one is a documented refusal and never a surprise.
 */
export const limits = {
  /** One HTTP body. The largest honest one, an order, is under 1 kB. */
  bodyBytesMax: 16 * 1024,
  /** One socket frame from a client: a chat message of `messageCharsMax` in four-byte letters fits. */
  frameBytesMax: 8 * 1024,
  /** Idempotency keys: the field's convention is 255; we keep them for ever, hence a little less. */
  keyCharsMax: 200,
  /** One chat message, as on YouTube (200). */
  messageCharsMax: 200,
  /** Names and titles fit one line of the overlay. */
  nameCharsMax: 40,
  titleCharsMax: 80,
  /** One sending: larger amounts are several gifts, so that a slip stays small. */
  giftQuantityMax: 999,
  /** A streak's total: a thumb at ten taps a second for an hour stays below it. */
  streakTotalMax: 100_000,
  /** Gifts up to this price can be streaked (FACTS: TikTok's streakable gifts cost 1 to 99). */
  streakGiftCoinsMax: 99,
  /** One purchase. Ten times the largest bundle. */
  purchaseCoinsMax: 100_000,
  purchaseCoinsMin: 1,
  /** A streak ends this long after its last gift (FACTS: closes came 3.25 to 4.02 s after). */
  streakGapMs: 5_000,
  /** How often the server looks for streaks to close; a streak ends at most this much late. */
  streakSweepMs: 500,
  /** A quote is good for ten minutes: time to find a card, too short to speculate on a rate. */
  quoteLifeMs: 10 * 60_000,
  /** An order that is not paid by then expires: banks let a 3-D Secure page live about 15 minutes. */
  orderLifeMs: 30 * 60_000,
  /** A rate older than this is refused outside the demo: the ECB skips four days at Easter. */
  fxAgeDaysMax: 7,
  /** Gifts decided in one transaction: beyond it a commit outlasts the 100 ms a sender notices. */
  batchGiftsMax: 2_000,
  /** Of these, how many are decided while PostgreSQL works for the others: it shall not wait for Node. */
  batchPartGiftsMax: 500,
  /** Messages said in one transaction: a few milliseconds during which a room's gifts wait. */
  batchMessagesMax: 500,
  /** Gifts, or messages, waiting for the batcher before `server_busy`: about half a second of work. */
  batchQueueMax: 20_000,
  /** Legs of one transfer: a gift has at most eight, a purchase at most six. */
  transferLegsMax: 64,
  /** One amount in the books: 2^53 - 1, so that JSON carries it exactly. */
  amountMax: 9_007_199_254_740_991n,
  /** Page sizes of lists. */
  pageDefault: 50,
  pageMax: 200,
  /** The journal is read in larger pages by auditors. */
  journalPageMax: 1_000,
  /** Events that a room keeps in memory to answer resumes without the database. */
  roomEventsKept: 1_000,
  /** A resume that would replay more than this gets `resync` and a snapshot. */
  resumeEventsMax: 5_000,
  /** Bytes waiting for one slow reader before it is let go with 1013. */
  sessionBytesMax: 1024 * 1024,
  /** Rooms that one socket may be in. */
  sessionRoomsMax: 20,
  /** Commands a second from one socket, with a burst: thumbs tap at ten a second. */
  sessionCommandsPerSecond: 25,
  sessionCommandsBurst: 60,
  /** A new socket must say hello within this. */
  helloMs: 10_000,
  /** Pings, and how long silence is borne: three are missed before a session is closed. */
  heartbeatMs: 20_000,
  silenceMs: 65_000,
  /** A node tells events at most this often, so that many share one write; well under a frame of film. */
  tickMs: 10,
  /** How often a room asks the database where it stands: what a lost notice costs at most. */
  roomPollMs: 1_000,
  /** HTTP requests in work at once; beyond it each would wait longer than a person does. */
  requestsInHandMax: 2_000,
  /** HTTP requests a minute from one address or person, writes and reads together. */
  requestsPerMinute: 1_200,
  /** Open sockets of one node, and the memory behind the number: 12 kB each. */
  socketsMax: 20_000,
  /** Chat messages of one person in ten seconds: a quick typist says three. */
  messagesPerTenSeconds: 8,
  /** People whom a node remembers between requests: 1 kB each. */
  peopleKept: 20_000,
  /** Streams of which a node remembers the last event it passed on. */
  roomsKept: 10_000,
  /** How often unsettled orders are looked at, and how soon after they were made or looked at. */
  reconcileEveryMs: 5_000,
  reconcileAfterMs: 20_000,
  /** Orders asked about in one go: a provider's own limit is about 100 requests a second. */
  reconcileBatchMax: 50,
  /** Late money is looked for this long: banks settle the slowest payments within three days. */
  reconcileForMs: 3 * 86_400_000,
  /** Supporters shown on a leaderboard. */
  leadersMax: 100,
  /** Overlay links a creator can have open: one a scene, with room for a few computers. */
  overlaysMax: 20,
  /** Transfers in one block of the hash chain: half a megabyte to read, 20 ms to hash. */
  blockTransfersMax: 1_000,
  /** A younger rest of the journal is closed when its oldest transfer has waited this long. */
  blockWaitMs: 5_000,
  /** How often blocks are closed, and how many at once: the chain may lag in a storm, gifts may not. */
  blocksEveryMs: 1_000,
  blocksPerRoundMax: 10,
  /** How long a stopping node waits for work in hand. */
  drainMs: 10_000,
} as const;
