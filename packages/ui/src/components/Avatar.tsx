/** The face beside a name. A host platform's picture is used when there is one and it loads. */
import { createElement, useState } from "react";
import { faceOf, type Shape } from "../face.ts";

export interface AvatarProps {
  readonly person: { readonly id: string; readonly name: string; readonly avatar?: string | null };
  readonly size?: number;
}

/** Decorative, since the name is always written too. */
export function Avatar({ person, size = 32 }: AvatarProps) {
  const [broken, setBroken] = useState(false);
  const source = person.avatar ?? null;
  return (
    <span className="ui-avatar" style={{ width: size, height: size }} aria-hidden="true">
      {source !== null && !broken ? (
        <img src={source} alt="" loading="lazy" onError={() => setBroken(true)} />
      ) : (
        <Drawn id={person.id} />
      )}
    </span>
  );
}

function Drawn({ id }: { readonly id: string }) {
  const face = faceOf(id);
  return (
    <svg viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      {face.ground.map(element)}
      <g transform={face.headTransform}>{face.head.map(element)}</g>
    </svg>
  );
}

const REACT_NAMES: Readonly<Record<string, string>> = {
  "stroke-width": "strokeWidth",
  "stroke-linecap": "strokeLinecap",
};

function element({ tag, attributes }: Shape, index: number) {
  const entries = Object.entries(attributes).map(([name, value]) => [
    REACT_NAMES[name] ?? name,
    value,
  ]);
  return createElement(tag, { key: index, ...Object.fromEntries(entries) });
}
