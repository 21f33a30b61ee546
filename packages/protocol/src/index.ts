/** The words of the house: everything that crosses a wire or names a thing. Runs anywhere. */
export { Earning, EarningsSummary, RateCard } from "./creators.ts";
export { currencyExponents } from "./currencies.ts";
export {
  Gift,
  GiftList,
  GiftRef,
  GiftTier,
  SendGiftAnswer,
  SendGiftRequest,
  SentGift,
  StreakClaim,
  StreakState,
} from "./gifts.ts";
export type {
  CreatorId,
  IdKind,
  IdOf,
  MessageId,
  OperatorId,
  OrderId,
  PersonId,
  QuoteId,
  SentGiftId,
  StreamId,
  ViewerId,
} from "./ids.ts";
export { idOf, idPrefixes, idSchema, newId, uuidOf, uuidv7 } from "./ids.ts";
export { limits } from "./limits.ts";
export type { RoomEventType } from "./live.ts";
export {
  ChangeStream,
  EventPage,
  Leader,
  Message,
  MessageText,
  Overlay,
  OverlayView,
  RoomEvent,
  RoomStats,
  Scene,
  SendMessageAnswer,
  SendMessageRequest,
  StartStream,
  Stream,
} from "./live.ts";
export {
  Amount,
  Currency,
  currencies,
  decimalOf,
  divideHalfEven,
  formatMoney,
  fractionOf,
  Money,
} from "./money.ts";
export { AdminOrder, Asset, AuditReport, JournalEntry, Overview, TrialBalance } from "./operate.ts";
export { Country, DemoSession, DisplayName, Me, Person, Role } from "./people.ts";
export { Problem, problemOf } from "./problem.ts";
export type { Refusal, RefusalCode, RefusalDetails } from "./refusals.ts";
export { isRefusal, RefusalError, refusals, refuse, sentenceOf } from "./refusals.ts";
export type { AnswerOf, InputOf, RequestOf, Route, RouteName, Who } from "./routes.ts";
export { routes } from "./routes.ts";
export { ClientFrame, HelloAnswer, JoinAnswer, ServerFrame, SOCKET_PROTOCOL } from "./socket.ts";
export {
  Bundle,
  BundleList,
  Channel,
  Fx,
  Order,
  OrderRequest,
  OrderState,
  Quote,
  QuoteRequest,
  Tax,
  Wallet,
  WalletEntry,
} from "./store.ts";
