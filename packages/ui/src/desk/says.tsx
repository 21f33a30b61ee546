/** What went wrong, in words: the refusal's own sentence, or that nobody answered. */
import { problemFrom } from "@largesse/sdk";
import type { ReactElement } from "react";
import { Button } from "../components/Button.tsx";
import { EmptyState, Notice } from "../components/States.tsx";

/** The sentence for an error of a call. */
export function sayingOf(error: unknown): string {
  return (
    problemFrom(error)?.detail ??
    "The server cannot be reached. Check the connection and try again; doing it twice does no harm."
  );
}

/** A refusal beside the thing that was refused; nothing while there is none. */
export function Refused({ error }: { readonly error: unknown }): ReactElement | null {
  if (error === null || error === undefined) return null;
  return <Notice tone="danger">{sayingOf(error)}</Notice>;
}

interface WrongProps {
  readonly what: string;
  readonly error: unknown;
  readonly handleRetry: () => void;
}

/** A whole part of a page that could not be read, and the way to try again. */
export function Wrong({ what, error, handleRetry }: WrongProps): ReactElement {
  return (
    <EmptyState
      scene="broken"
      title={`${what} could not be read`}
      actions={
        <Button kind="primary" onClick={handleRetry}>
          Try again
        </Button>
      }
    >
      {sayingOf(error)}
    </EmptyState>
  );
}
