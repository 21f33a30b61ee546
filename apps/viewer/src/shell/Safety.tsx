/**
 * When a page breaks: say so and offer to load it anew, instead of a blank screen.
 *
 * The usual cause is a page that was open while the house was updated: the parts it wants to load
 * have other names now, and loading anew is the cure.
 */
import { Button, EmptyState } from "@largesse/ui";
import { Component, type ErrorInfo, type ReactNode } from "react";

interface SafetyProps {
  /** Another place is another chance: a broken page does not break the next. */
  readonly place: string;
  readonly children: ReactNode;
}
interface SafetyState {
  readonly brokenAt: string | null;
}

/** Catches what its children throw while drawing. */
export class Safety extends Component<SafetyProps, SafetyState> {
  override state: SafetyState = { brokenAt: null };

  static getDerivedStateFromError(): SafetyState {
    return { brokenAt: location.pathname };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error("A page broke", error, info.componentStack);
  }

  override componentDidUpdate(before: SafetyProps): void {
    if (before.place !== this.props.place && this.state.brokenAt !== null) {
      this.setState({ brokenAt: null });
    }
  }

  override render(): ReactNode {
    if (this.state.brokenAt !== this.props.place) return this.props.children;
    return (
      <main id="main" className="page-broken">
        <EmptyState
          scene="broken"
          level={1}
          title="This page lost its thread"
          actions={
            <Button kind="primary" onClick={() => location.reload()}>
              Load it again
            </Button>
          }
        >
          It may have been updated while you had it open. Nothing you paid for is lost.
        </EmptyState>
      </main>
    );
  }
}
