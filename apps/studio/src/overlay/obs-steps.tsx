/** Four steps from a link to a gift on the stream, with the values to type. */
import type { ReactElement } from "react";

/** What OBS asks for, in the order in which it asks. */
export function ObsSteps(): ReactElement {
  return (
    <section className="obs-steps" aria-labelledby="obs-steps">
      <h2 id="obs-steps">Into OBS in a minute</h2>
      <ol>
        <li>
          <b>Make a link</b> below and copy it.
        </li>
        <li>
          In OBS: <b>Sources</b> → <b>+</b> → <b>Browser</b>, and paste it as the <b>URL</b>.
        </li>
        <li>
          Width <code>1920</code>, height <code>1080</code>; for a portrait stream <code>1080</code>{" "}
          × <code>1920</code>. Leave the custom CSS as it is.
        </li>
        <li>
          Leave both <b>“Shutdown source when not visible”</b> and{" "}
          <b>“Refresh browser when scene becomes active”</b> off, and put the source on top of the
          list.
        </li>
      </ol>
      <p className="ui-quiet">
        The background is transparent. While you are offline the overlay shows nothing at all.
      </p>
    </section>
  );
}
