/** Before the stream: what viewers will see, beside the questions that make it. */
import type { Me } from "@largesse/protocol";
import { useMutate } from "@largesse/sdk/react";
import { Avatar, LiveDot } from "@largesse/ui";
import { PageHead } from "@largesse/ui/desk";
import { Scene } from "@largesse/ui/scenes";
import { type ReactElement, useState } from "react";
import { PastStreams } from "./past-streams.tsx";
import { emptyDraft, requestOf, StreamForm } from "./stream-form.tsx";

/** The form, a preview, and the streams before this one. */
export function GoLive({ me }: { readonly me: Me }): ReactElement {
  const [draft, setDraft] = useState(emptyDraft);
  const start = useMutate("startStream");
  return (
    <>
      <PageHead
        title="Go live"
        lead="Viewers can send gifts from the first second; every gift lands in your books as diamonds."
      />
      <div className="go-live">
        <StreamForm
          draft={draft}
          handleChange={setDraft}
          handleSubmit={() => start.mutate({ body: requestOf(draft) })}
          busy={start.isPending}
          error={start.error}
          action="Go live"
        />
        <figure className="go-live-preview">
          <div className="scene-frame" data-theme="stage">
            <Scene scene={draft.scene} seed={me.id} />
            <LiveDot />
            <div className="go-live-who">
              <Avatar person={me} size={44} />
              <div>
                <b>{draft.title.trim() === "" ? "Your title" : draft.title}</b>
                <span>{me.name}</span>
              </div>
            </div>
          </div>
          <figcaption>
            {draft.hls.trim() === ""
              ? "What viewers see: the stage, since there is no video yet."
              : "Your video plays here; the stage stands in while it loads."}
          </figcaption>
        </figure>
      </div>
      <PastStreams creator={me.id} />
    </>
  );
}
