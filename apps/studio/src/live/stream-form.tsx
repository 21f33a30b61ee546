/** Title, stage and video of a stream: the same questions before going live and while on air. */
import { limits, type Scene, type StartStream, type Stream } from "@largesse/protocol";
import { Button, Field } from "@largesse/ui";
import { Refused } from "@largesse/ui/desk";
import { type FormEvent, type ReactElement, type ReactNode, useState } from "react";
import { ScenePicker } from "./scene-picker.tsx";

export interface StreamDraft {
  readonly title: string;
  readonly scene: Scene;
  readonly hls: string;
}

export const emptyDraft: StreamDraft = { title: "", scene: "aurora", hls: "" };

/** What is on air now, ready to be changed. */
export function draftOf(stream: Stream): StreamDraft {
  return { title: stream.title, scene: stream.scene, hls: stream.hls ?? "" };
}

/** As the call wants it; an empty address means no video. */
export function requestOf(draft: StreamDraft): Required<StartStream> {
  const hls = draft.hls.trim();
  return { title: draft.title.trim(), scene: draft.scene, hls: hls === "" ? null : hls };
}

interface StreamFormProps {
  readonly draft: StreamDraft;
  readonly handleChange: (draft: StreamDraft) => void;
  readonly handleSubmit: () => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly action: ReactNode;
}

/** The form; it checks what can be checked before the server is asked. */
export function StreamForm(props: StreamFormProps): ReactElement {
  const { draft, handleChange, handleSubmit, busy, error, action } = props;
  const [asked, setAsked] = useState(false);
  const titleError = asked && draft.title.trim() === "" ? "Give your stream a title." : undefined;
  const hlsError = asked && !isAddress(draft.hls) ? "An address begins with https://" : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (draft.title.trim() !== "" && isAddress(draft.hls)) handleSubmit();
  };
  return (
    <form className="stream-form" noValidate onSubmit={submit}>
      <Field
        label="Title"
        value={draft.title}
        maxLength={limits.titleCharsMax}
        placeholder="What is happening tonight?"
        error={titleError}
        onChange={(event) => handleChange({ ...draft, title: event.target.value })}
      />
      <ScenePicker
        scene={draft.scene}
        handleChoose={(scene) => handleChange({ ...draft, scene })}
      />
      <Field
        label="Video (optional)"
        type="url"
        inputMode="url"
        value={draft.hls}
        placeholder="https://…/live.m3u8"
        hint="An HLS address that viewers’ browsers can reach. Without one they see the stage."
        error={hlsError}
        onChange={(event) => handleChange({ ...draft, hls: event.target.value })}
      />
      <Refused error={error} />
      <Button type="submit" kind="primary" size="large" busy={busy}>
        {action}
      </Button>
    </form>
  );
}

function isAddress(text: string): boolean {
  return text.trim() === "" || /^https?:\/\/\S+$/.test(text.trim());
}
