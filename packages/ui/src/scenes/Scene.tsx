/**
 * The animated stage of a stream without video: six calm landscapes.
 *
 * Every layer is an element of its own that only moves by transform and opacity, so that the
 * compositor plays it and a lobby full of scenes costs a phone nothing. Decorative throughout.
 */
import type { Stream } from "@largesse/protocol";
import { type CSSProperties, memo, type ReactNode } from "react";
import { hashOf, scatter } from "../hash.ts";
import { pines, ridge, SHEET, towers } from "./paths.ts";

type SceneName = Stream["scene"];

export interface SceneProps {
  readonly scene: SceneName;
  /** Whatever makes two streams of one scene differ; the stream's id. */
  readonly seed: string;
}

/** The landscape of a stream, filling its place. */
export const Scene = memo(function Scene({ scene, seed }: SceneProps) {
  const number = hashOf(seed);
  return (
    <div className="scene" data-scene={scene} aria-hidden="true">
      {drawings[scene](number)}
    </div>
  );
});

function Layer(props: {
  readonly depth: 1 | 2 | 3 | 4;
  readonly path: string;
  readonly children?: ReactNode;
}) {
  return (
    <svg
      className="scene-layer"
      data-depth={props.depth}
      viewBox={`0 0 ${SHEET.width} ${SHEET.height}`}
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <path d={props.path} />
      {props.children}
    </svg>
  );
}

/** Points of light: stars, fireflies, embers, bubbles; the stylesheet says how they live. */
function Motes(props: { readonly kind: string; readonly count: number; readonly seed: number }) {
  const random = scatter(props.seed);
  const style = (): CSSProperties & Record<`--${string}`, string> => ({
    left: `${(random() * 100).toFixed(1)}%`,
    top: `${(random() * 100).toFixed(1)}%`,
    "--size": `${(1 + random() * 2.4).toFixed(2)}`,
    "--delay": `${(-random() * 14).toFixed(2)}s`,
    "--life": `${(5 + random() * 9).toFixed(2)}s`,
    "--sway": `${((random() - 0.5) * 90).toFixed(0)}px`,
  });
  return (
    <div className="scene-motes" data-kind={props.kind}>
      {Array.from({ length: props.count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: motes never reorder
        <i key={index} style={style()} />
      ))}
    </div>
  );
}

const drawings: Readonly<Record<SceneName, (seed: number) => ReactNode>> = {
  dawn: (seed) => (
    <>
      <div className="scene-sun" />
      <Motes kind="star" count={18} seed={seed} />
      <Layer depth={1} path={ridge(seed + 1, { y: 600, height: 90, step: 190, sharp: true })} />
      <div className="scene-mist" />
      <Layer depth={2} path={ridge(seed + 2, { y: 680, height: 70, step: 240 })} />
      <Layer depth={3} path={ridge(seed + 3, { y: 750, height: 60, step: 280 })} />
      <Layer depth={4} path={pines(seed + 4, { y: 850, height: 130, step: 90 })} />
    </>
  ),
  forest: (seed) => (
    <>
      <div className="scene-sun" />
      <Layer depth={1} path={ridge(seed + 1, { y: 520, height: 80, step: 220 })} />
      <div className="scene-mist" />
      <Layer depth={2} path={pines(seed + 2, { y: 690, height: 230, step: 56 })} />
      <Layer depth={3} path={pines(seed + 3, { y: 790, height: 330, step: 92 })} />
      <Layer depth={4} path={pines(seed + 4, { y: 900, height: 470, step: 210 })} />
      <Motes kind="firefly" count={22} seed={seed} />
    </>
  ),
  neon: (seed) => {
    const far = towers(seed + 1, { y: 640, height: 260, width: 70 });
    const near = towers(seed + 2, { y: 760, height: 330, width: 110 });
    return (
      <>
        <Motes kind="star" count={16} seed={seed} />
        <div className="scene-sun" />
        <Layer depth={1} path={far.walls}>
          <path className="scene-windows" d={far.windows} />
        </Layer>
        <Layer depth={3} path={near.walls}>
          <path className="scene-windows" data-other="true" d={near.windows} />
        </Layer>
        <div className="scene-floor" />
      </>
    );
  },
  ocean: (seed) => (
    <>
      <Motes kind="star" count={22} seed={seed} />
      <div className="scene-sun" />
      <div className="scene-glitter" />
      <Layer depth={1} path={ridge(seed + 1, { y: 596, height: 10, step: 120 })} />
      <Layer depth={2} path={ridge(seed + 2, { y: 660, height: 22, step: 150 })} />
      <Layer depth={3} path={ridge(seed + 3, { y: 740, height: 30, step: 190 })} />
      <Layer depth={4} path={ridge(seed + 4, { y: 830, height: 38, step: 240 })} />
    </>
  ),
  ember: (seed) => (
    <>
      <div className="scene-sun" />
      <Layer depth={1} path={ridge(seed + 1, { y: 560, height: 120, step: 170, sharp: true })} />
      <div className="scene-mist" />
      <Layer depth={2} path={ridge(seed + 2, { y: 680, height: 110, step: 150, sharp: true })} />
      <Layer depth={3} path={ridge(seed + 3, { y: 780, height: 80, step: 130, sharp: true })} />
      <Layer depth={4} path={ridge(seed + 4, { y: 860, height: 40, step: 190 })} />
      <Motes kind="ember" count={26} seed={seed} />
    </>
  ),
  aurora: (seed) => (
    <>
      <Motes kind="star" count={34} seed={seed} />
      <div className="scene-ribbon" data-turn="1" />
      <div className="scene-ribbon" data-turn="2" />
      <div className="scene-ribbon" data-turn="3" />
      <Layer depth={1} path={ridge(seed + 1, { y: 640, height: 120, step: 150, sharp: true })} />
      <Layer depth={2} path={ridge(seed + 2, { y: 730, height: 80, step: 200 })} />
      <Layer depth={4} path={pines(seed + 4, { y: 850, height: 150, step: 70 })} />
    </>
  ),
};
