/** The studio's first page: going live, or being live. */
import type { Me } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { DeskSkeleton, Wrong } from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { Dashboard } from "./dashboard.tsx";
import { GoLive } from "./go-live.tsx";

/** Another device may begin or end a stream: looked for now and then. */
const LOOK_MS = 10_000;

/** Shows the dashboard while a stream of this creator is live, the form otherwise. */
export function LivePage({ me }: { readonly me: Me }): ReactElement {
  const live = useCall(
    "listStreams",
    { query: { creator: me.id, state: "live", limit: 1 } },
    { refetchInterval: LOOK_MS },
  );
  if (live.data === undefined) {
    return live.error === null ? (
      <DeskSkeleton />
    ) : (
      <Wrong what="Your stream" error={live.error} handleRetry={() => void live.refetch()} />
    );
  }
  const stream = live.data.data[0];
  return stream === undefined ? <GoLive me={me} /> : <Dashboard key={stream.id} stream={stream} />;
}
