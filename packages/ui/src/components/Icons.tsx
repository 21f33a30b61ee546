/** Our few line icons, one weight, one grid of 20. Decorative: the control that holds one is named. */
const paths = {
  close: "M5 5l10 10M15 5L5 15",
  back: "M12.5 4.5L7 10l5.5 5.5",
  chevron: "M5 7.5l5 5 5-5",
  check: "M4.5 10.5l3.6 3.6L15.8 6",
  plus: "M10 4.5v11M4.5 10h11",
  minus: "M4.5 10h11",
  send: "M3.5 10L16.5 4l-4 12.5-3-5.5-6-1zM9.5 11l3.5-3.6",
  gift: "M3.5 7.5h13v3h-13zM4.8 10.5h10.4v6H4.8zM10 7.5v9M10 7.2C8.6 3 5.2 3.6 5.6 5.7c.2 1.2 2 1.7 4.4 1.5zM10 7.2c1.4-4.2 4.8-3.6 4.4-1.5-.2 1.2-2 1.7-4.4 1.5z",
  wallet:
    "M3.5 6.2c0-1 .8-1.7 1.7-1.7h9v3M3.5 6.2v8c0 1 .8 1.8 1.8 1.8h11.2V7.5H5c-.8 0-1.5-.5-1.5-1.3zM13.5 11.8h.1",
  people:
    "M7.5 9.5a2.6 2.6 0 100-5.2 2.6 2.6 0 000 5.2zM2.8 16c.3-2.8 2.2-4.3 4.7-4.3s4.4 1.5 4.7 4.3M13 4.6a2.5 2.5 0 010 4.7M14.3 11.9c1.7.5 2.7 1.9 2.9 4.1",
  trophy:
    "M6.5 3.8h7v4.4a3.5 3.5 0 01-7 0zM6.5 5H4c0 2.5.8 3.8 2.7 4.1M13.5 5H16c0 2.5-.8 3.8-2.7 4.1M10 11.7v2.6M7 16.2h6",
  chat: "M4 4.5h12v8.6H9.2L5.6 16v-2.9H4z",
  download: "M10 3.8v8.7M6.4 9.2l3.6 3.6 3.6-3.6M4 16.2h12",
  card: "M3 5.2h14v9.8H3zM3 8.4h14M5.6 12.3h3",
  shield:
    "M10 3.2l5.8 2v4.3c0 3.6-2.3 6-5.8 7.3-3.5-1.3-5.8-3.7-5.8-7.3V5.2zM7.4 9.9l1.9 1.9 3.4-3.6",
  sun: "M10 13.2a3.2 3.2 0 100-6.4 3.2 3.2 0 000 6.4zM10 2.5v1.7M10 15.8v1.7M2.5 10h1.7M15.8 10h1.7M4.7 4.7l1.2 1.2M14.1 14.1l1.2 1.2M4.7 15.3l1.2-1.2M14.1 5.9l1.2-1.2",
  moon: "M15.8 11.6A6.3 6.3 0 118.4 4.2a5 5 0 007.4 7.4z",
  system: "M3.5 4.5h13v9h-13zM7.5 16.3h5M10 13.5v2.8",
  warn: "M10 3.8l6.9 12H3.1zM10 8.4v3.4M10 13.7v.1",
  info: "M10 16.8a6.8 6.8 0 100-13.6 6.8 6.8 0 000 13.6zM10 9.3v4M10 6.7v.1",
  external: "M8 4.5H4.5v11h11V12M11.5 4.5h4v4M15.2 4.8L9.5 10.5",
  edit: "M4 16l.8-3.4L13 4.4l2.6 2.6-8.2 8.2zM11.6 5.8l2.6 2.6",
  clock: "M10 16.8a6.8 6.8 0 100-13.6 6.8 6.8 0 000 13.6zM10 6.2V10l2.6 1.8",
  copy: "M7 7h9v9H7zM4 13V4h9",
  sound: "M4 8v4h2.6l3.6 3V5L6.6 8zM13 7.6a3.4 3.4 0 010 4.8M15 5.6a6.2 6.2 0 010 8.8",
  mute: "M4 8v4h2.6l3.6 3V5L6.6 8zM13 8l4 4M17 8l-4 4",
} as const;

export type IconName = keyof typeof paths;

/** An icon in the colour of its text. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
