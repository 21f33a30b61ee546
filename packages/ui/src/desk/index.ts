/** What the two desks, studio and console, share: frame, figures, states, the door. */
export { Ago, Duration, formatDuration, useNow } from "./ago.tsx";
export { CopyField } from "./copy-field.tsx";
export { DeskGate, DeskSkeleton } from "./gate.tsx";
export type { GiftRow } from "./gift-rows.ts";
export { giftRowsOf } from "./gift-rows.ts";
export type { DeskIconName } from "./icons.tsx";
export { DeskIcon } from "./icons.tsx";
export { PageHead, Section, Stat, Stats } from "./layout.tsx";
export { MinutesPlot } from "./minutes-plot.tsx";
export { Refused, sayingOf, Wrong } from "./says.tsx";
export type { DeskPlace } from "./shell.tsx";
export { DeskShell } from "./shell.tsx";
export { StateChip, stateMeans } from "./state-chip.tsx";
export { Who } from "./who.tsx";
