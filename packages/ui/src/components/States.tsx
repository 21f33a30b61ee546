/** Empty, loading, wrong: each drawn, each saying what to do next. */
import type { CSSProperties, ReactNode } from "react";
import { Icon, type IconName } from "./Icons.tsx";

/** A grey shape where something will be; give it the size of that thing. */
export function Skeleton(props: {
  readonly width?: string;
  readonly height?: string;
  readonly radius?: string;
}) {
  const style: CSSProperties = {
    width: props.width ?? "100%",
    height: props.height ?? "1em",
    borderRadius: props.radius,
  };
  return <span className="ui-skeleton" style={style} aria-hidden="true" />;
}

const NOTICE_ICONS = { info: "info", danger: "warn", good: "check" } as const satisfies Record<
  string,
  IconName
>;

/** Something worth knowing, in place. Danger is announced at once, the rest politely. */
export function Notice(props: {
  readonly tone?: keyof typeof NOTICE_ICONS;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
}) {
  const tone = props.tone ?? "info";
  return (
    <div className="ui-notice" data-tone={tone} role={tone === "danger" ? "alert" : "status"}>
      <Icon name={NOTICE_ICONS[tone]} />
      <div>
        {props.title !== undefined && <b>{props.title}</b>}
        {props.children !== undefined && <div>{props.children}</div>}
      </div>
    </div>
  );
}

export type EmptyScene = "quiet" | "broken" | "curtain" | "purse" | "books";

/** Nothing here: a small drawing, a sentence, and what to do. */
export function EmptyState(props: {
  readonly scene: EmptyScene;
  readonly title: string;
  /** 1 when it is all there is on the page. */
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const Title = props.level === 1 ? "h1" : "h2";
  const Drawing = DRAWINGS[props.scene];
  return (
    <div className="ui-empty" role={props.scene === "broken" ? "alert" : undefined}>
      <svg viewBox="0 0 220 140" fill="none" aria-hidden="true" focusable="false">
        <ellipse cx="110" cy="124" rx="86" ry="8" fill="var(--hover)" />
        <Drawing />
      </svg>
      <Title>{props.title}</Title>
      {props.children !== undefined && <p>{props.children}</p>}
      {props.actions !== undefined && <div className="ui-empty-actions">{props.actions}</div>}
    </div>
  );
}

const PLUM = "light-dark(#4b3a70, #8d76bd)";
const DEEP = "light-dark(#2a1f3d, #4a3a6b)";
const SOFT = "light-dark(#d9cdf3, #33264d)";
const WARM = "light-dark(#ffb4a2, #ff9c86)";
const star = "M0-9c1 5.6 3.4 8 9 9-5.6 1-8 3.4-9 9-1-5.6-3.4-8-9-9 5.6-1 8-3.4 9-9z";

/** A sleeping gift box under a moon. */
function Quiet() {
  return (
    <>
      <path d="M168 22a20 20 0 1014 34 16 16 0 01-14-34z" fill={SOFT} />
      <rect x="68" y="66" width="84" height="56" rx="10" fill={PLUM} />
      <rect x="60" y="52" width="100" height="22" rx="8" fill={DEEP} />
      <rect x="102" y="52" width="16" height="70" fill={WARM} />
      <path
        d="M110 52c-8-22-34-20-28-6 3 6 16 7 28 6zm0 0c8-22 34-20 28-6-3 6-16 7-28 6z"
        fill={WARM}
      />
      <path
        d="M82 94c3 3 7 3 10 0M128 94c3 3 7 3 10 0"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <g fill={SOFT}>
        <path d={star} transform="translate(38 40)" />
        <path d={star} transform="translate(56 18) scale(.5)" />
      </g>
    </>
  );
}

/** A cable pulled apart. */
function Broken() {
  return (
    <>
      <path d="M8 96c30-34 44 10 66-14" stroke={DEEP} strokeWidth="7" strokeLinecap="round" />
      <path d="M212 54c-30 34-44-10-66 14" stroke={DEEP} strokeWidth="7" strokeLinecap="round" />
      <g transform="rotate(-24 88 76)">
        <rect x="66" y="60" width="32" height="32" rx="8" fill={PLUM} />
        <path d="M98 68h10M98 84h10" stroke={PLUM} strokeWidth="5" strokeLinecap="round" />
      </g>
      <g transform="rotate(-24 138 70)">
        <path d="M126 54h18a10 10 0 0110 10v12a10 10 0 01-10 10h-18z" fill={PLUM} />
      </g>
      <path
        d="M108 44l3-14M120 48l10-10M98 104l-4 13M112 102l3 12"
        stroke={WARM}
        strokeWidth="4"
        strokeLinecap="round"
      />
    </>
  );
}

/** A closed curtain. */
function Curtain() {
  return (
    <>
      <rect x="34" y="14" width="152" height="10" rx="5" fill={DEEP} />
      <path d="M42 24h68c-2 44-20 76-62 96-8-30-8-62-6-96z" fill={PLUM} />
      <path d="M178 24h-68c2 44 20 76 62 96 8-30 8-62 6-96z" fill={PLUM} />
      <path
        d="M60 24c0 30-4 58-8 82M80 24c-1 26-8 48-18 66M160 24c0 30 4 58 8 82M140 24c1 26 8 48 18 66"
        stroke={DEEP}
        strokeWidth="4"
        opacity=".5"
      />
      <path
        d="M42 24h136c0 16-17 20-23 8-6 12-38 14-45 0-7 14-39 12-45 0-6 12-23 8-23-8z"
        fill={WARM}
      />
      <path d={star} transform="translate(110 104)" fill={SOFT} />
    </>
  );
}

/** An open purse with nothing in it yet. */
function Purse() {
  return (
    <>
      <path d="M62 58h96c18 34 14 64-14 64H76c-28 0-32-30-14-64z" fill={PLUM} />
      <rect x="58" y="46" width="104" height="16" rx="8" fill={DEEP} />
      <path
        d="M98 46c-6-16 0-24 6-20M122 46c6-16 0-24-6-20"
        stroke={DEEP}
        strokeWidth="6"
        strokeLinecap="round"
      />
      <path d="M88 92c6 8 38 8 44 0" stroke="#fff" strokeWidth="4" strokeLinecap="round" />
      <circle cx="92" cy="80" r="3.5" fill="#fff" />
      <circle cx="128" cy="80" r="3.5" fill="#fff" />
      <g fill={SOFT}>
        <path d={star} transform="translate(180 34)" />
        <path d={star} transform="translate(38 30) scale(.6)" />
      </g>
    </>
  );
}

/** Balanced ledgers. */
function Books() {
  return (
    <>
      <rect x="44" y="98" width="132" height="24" rx="5" fill={DEEP} />
      <rect x="56" y="74" width="112" height="24" rx="5" fill={PLUM} />
      <rect x="50" y="50" width="106" height="24" rx="5" fill={SOFT} />
      <path
        d="M62 58h20M62 66h12M70 82h26M60 106h30"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        opacity=".8"
      />
      <path
        d="M92 46l36-26 30 14"
        stroke={WARM}
        strokeWidth="5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d={star} transform="translate(128 20)" fill={WARM} />
    </>
  );
}

const DRAWINGS = { quiet: Quiet, broken: Broken, curtain: Curtain, purse: Purse, books: Books };
