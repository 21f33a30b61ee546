/** Elements for the stage, which must work without React. Text is always set as text. */
import type { Person } from "@largesse/protocol";
import { giftUrl } from "../art/url.ts";
import { faceOf, type Shape } from "../face.ts";

const SVG = "http://www.w3.org/2000/svg";

/** An element with a class, some text or children. */
export function make(tag: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** A gift's drawing. */
export function makeGift(gift: string, className: string): HTMLImageElement {
  const image = document.createElement("img");
  image.src = giftUrl(gift);
  image.alt = "";
  image.className = className;
  image.draggable = false;
  return image;
}

/** A person's face: their picture if the host gave one, ours otherwise. */
export function makeFace(person: Person): HTMLElement {
  const place = make("span", "gs-face");
  if (person.avatar === null) {
    place.append(drawnFace(person.id));
    return place;
  }
  const image = document.createElement("img");
  image.src = person.avatar;
  image.alt = "";
  image.onerror = () => place.replaceChildren(drawnFace(person.id));
  place.append(image);
  return place;
}

function drawnFace(id: string): SVGSVGElement {
  const face = faceOf(id);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 36 36");
  const head = document.createElementNS(SVG, "g");
  head.setAttribute("transform", face.headTransform);
  svg.append(...face.ground.map(shape), head);
  head.append(...face.head.map(shape));
  return svg;
}

function shape({ tag, attributes }: Shape): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** A ring that empties while a combo can still grow. */
export function makeRing(): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 44 44");
  svg.setAttribute("class", "gs-ring");
  for (const part of ["gs-ring-rest", "gs-ring-left"]) {
    svg.append(
      shape({ tag: "circle", attributes: { class: part, cx: 22, cy: 22, r: 19, pathLength: 1 } }),
    );
  }
  return svg;
}
