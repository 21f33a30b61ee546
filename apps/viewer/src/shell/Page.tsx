/** The frame of the desk's pages: bar, one column, the tab's title. */
import { Icon, Logo, LogoMark, ThemeToggle, TopBar } from "@largesse/ui";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useRoute } from "wouter";
import { Account } from "./Account.tsx";
import { WalletPill } from "./WalletPill.tsx";

/** The first page of a visit leaves the focus at the top, where the way past the bar begins. */
let isUnderWay = false;

/** A page with the bar above it. */
export function Page({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  useTitle(title);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    // Following a link takes the reader to the new page's beginning, not to a bar they know.
    if (isUnderWay) main.current?.focus({ preventScroll: true });
    isUnderWay = true;
  }, []);
  return (
    <>
      <TopBar
        logo={<Logo />}
        links={
          <>
            <NavLink href="/" says="Live" icon={<LiveMark />} />
            <NavLink href="/store" says="Coins" icon={<Icon name="card" size={18} />} />
            <NavLink href="/wallet" says="Wallet" icon={<Icon name="wallet" size={18} />} />
          </>
        }
        end={
          <>
            <WalletPill />
            <span className="wide-only">
              <ThemeToggle />
            </span>
            <Account />
          </>
        }
      />
      <main ref={main} id="main" className="ui-page" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <span className="foot-mark">
          <LogoMark /> Largesse
        </span>
        <span>Every price here can be asked why.</span>
        <span className="narrow-only">
          <ThemeToggle />
        </span>
      </footer>
    </>
  );
}

/** The tab's title follows the page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Largesse`;
  }, [title]);
}

function NavLink(props: {
  readonly href: string;
  readonly says: string;
  readonly icon: ReactNode;
}) {
  const [here] = useRoute(props.href);
  return (
    <Link href={props.href} className="ui-nav-link" aria-current={here ? "page" : undefined}>
      {props.icon}
      {props.says}
    </Link>
  );
}

function LiveMark() {
  return <i className="nav-live" aria-hidden="true" />;
}
