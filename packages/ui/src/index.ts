/** What the apps share: components, formatting, the session. The art has its own door, `./art`. */
export { Avatar } from "./components/Avatar.tsx";
export { Button, IconButton } from "./components/Button.tsx";
export type { DialogProps } from "./components/Dialog.tsx";
export { Dialog } from "./components/Dialog.tsx";
export { Field, Select } from "./components/Field.tsx";
export type { IconName } from "./components/Icons.tsx";
export { Icon } from "./components/Icons.tsx";
export {
  CoinGlyph,
  CoinPrice,
  Coins,
  DiamondGlyph,
  Diamonds,
  MoneyText,
} from "./components/Money.tsx";
export type { PlotSeries } from "./components/Plot.tsx";
export { Plot, Spark } from "./components/Plot.tsx";
export {
  applyStoredTheme,
  LiveDot,
  Logo,
  LogoMark,
  ThemeToggle,
  TopBar,
} from "./components/Shell.tsx";
export type { EmptyScene } from "./components/States.tsx";
export { EmptyState, Notice, Skeleton } from "./components/States.tsx";
export type { Column } from "./components/Table.tsx";
export { Table } from "./components/Table.tsx";
export type { Tab } from "./components/Tabs.tsx";
export { Tabs } from "./components/Tabs.tsx";
export type { WhyProps, WhyRow } from "./components/Why.tsx";
export { Why } from "./components/Why.tsx";
export {
  countryName,
  currencyName,
  formatAgo,
  formatBasisPoints,
  formatCompact,
  formatCount,
  formatDate,
  formatDateTime,
  formatDecimal,
  formatPerCoin,
  formatSigned,
  formatTime,
} from "./format.ts";
export { hashOf, scatter } from "./hash.ts";
export type { Session, SessionState } from "./session.ts";
export { createSession, useSession } from "./session.ts";
