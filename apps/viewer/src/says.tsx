/** What went wrong, in words, and the way on. */
import { problemFrom } from "@largesse/sdk";
import { Button, EmptyState } from "@largesse/ui";

/** The sentence for an error of a call. */
export function sayingOf(error: unknown): string {
  return (
    problemFrom(error)?.detail ??
    "The server cannot be reached. Check the connection and try again; you will not pay twice."
  );
}

/** A part of a page that could not be read. */
export function Unread(props: {
  readonly what: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  return (
    <EmptyState
      scene="broken"
      title={`${props.what} could not be read`}
      actions={
        <Button kind="primary" onClick={props.onRetry}>
          Try again
        </Button>
      }
    >
      {sayingOf(props.error)}
    </EmptyState>
  );
}
