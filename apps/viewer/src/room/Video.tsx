/** The video: the browser's own HLS where it has one, hls.js otherwise, loaded only then. */
import { Icon, IconButton } from "@largesse/ui";
import { useEffect, useRef, useState } from "react";

/** Plays an address, silent until asked for sound. */
export function Video({
  address,
  onBroken,
}: {
  readonly address: string;
  readonly onBroken: () => void;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const [muted, setMuted] = useState(true);
  const tellBroken = useRef(onBroken);
  tellBroken.current = onBroken;
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const broken = () => tellBroken.current();
    if (element.canPlayType("application/vnd.apple.mpegurl") !== "") {
      element.src = address;
      element.addEventListener("error", broken);
      return () => element.removeEventListener("error", broken);
    }
    return playWithLibrary(element, address, broken);
  }, [address]);
  return (
    <>
      <video ref={video} className="room-video" playsInline autoPlay muted={muted} />
      <IconButton
        className="room-sound"
        label={muted ? "Turn the sound on" : "Turn the sound off"}
        onClick={() => setMuted(!muted)}
      >
        <Icon name={muted ? "mute" : "sound"} />
      </IconButton>
    </>
  );
}

function playWithLibrary(
  element: HTMLVideoElement,
  address: string,
  broken: () => void,
): () => void {
  let stop = () => {};
  let gone = false;
  import("hls.js/light")
    .then(({ default: Hls }) => {
      if (gone) return;
      if (!Hls.isSupported()) return broken();
      const player = new Hls({ lowLatencyMode: true });
      stop = () => player.destroy();
      player.on(Hls.Events.ERROR, (_, error) => error.fatal && broken());
      player.loadSource(address);
      player.attachMedia(element);
    })
    .catch(broken);
  return () => {
    gone = true;
    stop();
  };
}
