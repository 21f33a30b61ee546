/** The console: an operator's desk with four places. */
import type { Me } from "@largesse/protocol";
import type { Client } from "@largesse/sdk";
import { Icon, Logo, type Session, ThemeToggle } from "@largesse/ui";
import { DeskGate, DeskIcon, type DeskPlace, DeskShell, Who } from "@largesse/ui/desk";
import { type ReactElement, useMemo } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { AuditPage } from "./books/audit-page.tsx";
import { JournalPage } from "./books/journal-page.tsx";
import { TrialBalancePage } from "./books/trial-balance-page.tsx";
import { OrdersPage } from "./orders/orders-page.tsx";
import { OverviewPage } from "./overview/overview-page.tsx";
import { GiftsPage } from "./shop/gifts-page.tsx";
import { PricesPage } from "./shop/prices-page.tsx";

const BASE = "/console";
const places: readonly Omit<DeskPlace, "current">[] = [
  { href: `${BASE}/`, label: "Overview", icon: <DeskIcon name="overview" /> },
  { href: `${BASE}/books`, label: "Books", icon: <DeskIcon name="balance" /> },
  { href: `${BASE}/orders`, label: "Orders", icon: <DeskIcon name="orders" /> },
  { href: `${BASE}/shop`, label: "Shop", icon: <Icon name="gift" /> },
];

interface AppProps {
  readonly session: Session;
  readonly client: Client;
}

/** Door, frame, places. */
export function App({ session, client }: AppProps): ReactElement {
  const ask = useMemo(
    () => () => client.call("demoSignIn", { body: { as: "operator", name: "Operator" } }),
    [client],
  );
  return (
    <DeskGate desk="Console" session={session} ask={ask}>
      {(me) => (
        <Router base={BASE}>
          <Desk me={me} />
        </Router>
      )}
    </DeskGate>
  );
}

function Desk({ me }: { readonly me: Me }): ReactElement {
  const [path, navigate] = useLocation();
  return (
    <DeskShell
      brand={<Logo href="/" desk="Console" />}
      places={places.map((place) => ({ ...place, current: isWithin(BASE + path, place.href) }))}
      handleNavigate={(href) => navigate(href.slice(BASE.length))}
      end={
        <>
          <ThemeToggle />
          <Who me={me} />
        </>
      }
    >
      <Switch>
        <Route path="/books">
          <TrialBalancePage />
        </Route>
        <Route path="/books/journal">
          <JournalPage />
        </Route>
        <Route path="/books/audit">
          <AuditPage />
        </Route>
        <Route path="/orders">
          <OrdersPage />
        </Route>
        <Route path="/shop">
          <GiftsPage />
        </Route>
        <Route path="/shop/prices">
          <PricesPage />
        </Route>
        <Route>
          <OverviewPage />
        </Route>
      </Switch>
    </DeskShell>
  );
}

/** A place is current on its own page and on those below it; the first one only on its own. */
function isWithin(path: string, href: string): boolean {
  return path === href || (href !== `${BASE}/` && path.startsWith(`${href}/`));
}
