/** An empty history, and the way to a first line in it. */
import { Button, EmptyState } from "@largesse/ui";
import { Link } from "wouter";

/** Shown where entries or orders would stand. */
export function NothingYet() {
  return (
    <EmptyState
      scene="purse"
      title="Nothing has moved yet"
      actions={
        <Link href="/store" asChild>
          <Button kind="primary">Get your first coins</Button>
        </Link>
      }
    >
      Everything you buy and send will stand here, line by line.
    </EmptyState>
  );
}
