/** The studio: a creator's desk with three places. */
import type { Me } from "@largesse/protocol";
import type { Client } from "@largesse/sdk";
import { Logo, type Session, ThemeToggle } from "@largesse/ui";
import { DeskGate, DeskIcon, type DeskPlace, DeskShell, Who } from "@largesse/ui/desk";
import { type ReactElement, useMemo } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { chooseDemoName, demoName } from "./demo-name.ts";
import { EarningsPage } from "./earnings/earnings-page.tsx";
import { LivePage } from "./live/live-page.tsx";
import { OverlayPage } from "./overlay/overlay-page.tsx";
import { SwitchCreator } from "./switch-creator.tsx";

const BASE = "/studio";
const places: readonly Omit<DeskPlace, "current">[] = [
  { href: `${BASE}/`, label: "Live", icon: <DeskIcon name="pulse" /> },
  { href: `${BASE}/earnings`, label: "Earnings", icon: <DeskIcon name="earnings" /> },
  { href: `${BASE}/overlay`, label: "Overlay", icon: <DeskIcon name="overlay" /> },
];

interface AppProps {
  readonly session: Session;
  readonly client: Client;
}

/** Door, frame, places. */
export function App({ session, client }: AppProps): ReactElement {
  const ask = useMemo(() => () => demoSignIn(client), [client]);
  return (
    <DeskGate desk="Studio" session={session} ask={ask}>
      {(me) => (
        <Router base={BASE}>
          <Desk me={me} session={session} />
        </Router>
      )}
    </DeskGate>
  );
}

function Desk({ me, session }: { readonly me: Me; readonly session: Session }): ReactElement {
  const [path, navigate] = useLocation();
  return (
    <DeskShell
      brand={<Logo href="/" desk="Studio" />}
      places={places.map((place) => ({ ...place, current: place.href === BASE + path }))}
      handleNavigate={(href) => navigate(href.slice(BASE.length))}
      end={
        <>
          <ThemeToggle />
          <Who me={me}>
            {demoName() === null ? null : <SwitchCreator handleSignOut={session.signOut} />}
          </Who>
        </>
      }
    >
      <Switch>
        <Route path="/earnings">
          <EarningsPage />
        </Route>
        <Route path="/overlay">
          <OverlayPage />
        </Route>
        <Route>
          <LivePage me={me} />
        </Route>
      </Switch>
    </DeskShell>
  );
}

/** Signs in under the name chosen before, else as someone who is live, so that there is something to see. */
async function demoSignIn(client: Client): Promise<{ readonly token: string }> {
  const name = demoName() ?? (await someoneLive(client));
  const body = { as: "creator", ...(name === null ? {} : { name }) } as const;
  const signedIn = await client.call("demoSignIn", { body });
  chooseDemoName(signedIn.name);
  return signedIn;
}

async function someoneLive(client: Client): Promise<string | null> {
  const live = await client.call("listStreams", { query: { state: "live", limit: 1 } });
  return live.data[0]?.creator.name ?? null;
}
