/** The overlay: links for OBS, how it looks, and how to put it on the stream. */
import { PageHead } from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { Links } from "./links.tsx";
import { ObsSteps } from "./obs-steps.tsx";
import { Preview } from "./preview.tsx";

/** Preview beside the steps; the links below. */
export function OverlayPage(): ReactElement {
  return (
    <>
      <PageHead
        title="Overlay"
        lead="Gifts land on your picture as they are sent. Add the link to OBS once; it follows every stream of yours."
      />
      <div className="overlay-page">
        <Preview />
        <ObsSteps />
      </div>
      <Links />
    </>
  );
}
