/** The routes. The room loads its own code, for most first visits begin in the lobby. */

import { LargesseProvider } from "@largesse/sdk/react";
import { Button, EmptyState, useSession } from "@largesse/ui";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { LobbyPage } from "./lobby/LobbyPage.tsx";
import { askDemo, client, session } from "./session.ts";
import { Page } from "./shell/Page.tsx";
import { Safety } from "./shell/Safety.tsx";

const RoomPage = lazy(async () => ({ default: (await import("./room/RoomPage.tsx")).RoomPage }));
const StorePage = lazy(async () => ({
  default: (await import("./store/StorePage.tsx")).StorePage,
}));
const OrderPage = lazy(async () => ({
  default: (await import("./store/OrderPage.tsx")).OrderPage,
}));
const WalletPage = lazy(async () => ({
  default: (await import("./wallet/WalletPage.tsx")).WalletPage,
}));

/** The viewer's app. */
export function App() {
  return (
    <LargesseProvider client={client}>
      <SignedIn>
        <Safely>
          <Suspense fallback={<div className="blank" aria-busy="true" />}>
            <Switch>
              <Route path="/" component={LobbyPage} />
              <Route path="/live/:stream">
                {({ stream }) => <RoomPage key={stream} stream={stream} />}
              </Route>
              <Route path="/store" component={StorePage} />
              <Route path="/orders/:order">{({ order }) => <OrderPage order={order} />}</Route>
              <Route path="/wallet" component={WalletPage} />
              <Route component={Nowhere} />
            </Switch>
          </Suspense>
        </Safely>
      </SignedIn>
    </LargesseProvider>
  );
}

/** A page that breaks is told and can be left. */
function Safely({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation();
  return <Safety place={path}>{children}</Safety>;
}

/** Signs in by itself; pages that anyone may read are shown meanwhile. */
function SignedIn({ children }: { readonly children: ReactNode }) {
  const state = useSession(session, askDemo);
  const [path] = useLocation();
  const queries = useQueryClient();
  useEffect(() => {
    if (state !== "signed-in") return;
    client.personChanged();
    void queries.invalidateQueries();
  }, [state, queries]);
  useEffect(() => {
    if (path !== "") window.scrollTo(0, 0);
  }, [path]);
  return <>{children}</>;
}

function Nowhere() {
  return (
    <Page title="Nothing here">
      <EmptyState
        scene="curtain"
        level={1}
        title="There is no page at this address"
        actions={
          <Link href="/" asChild>
            <Button kind="primary">See who is live</Button>
          </Link>
        }
      >
        The link may be old, or a letter got lost on the way.
      </EmptyState>
    </Page>
  );
}
