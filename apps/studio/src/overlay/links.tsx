/** The overlay's links: made, told once, revoked. */
import type { Overlay } from "@largesse/protocol";
import { callKey, useCall, useMutate } from "@largesse/sdk/react";
import {
  Button,
  type Column,
  Dialog,
  EmptyState,
  formatDateTime,
  Icon,
  Notice,
  Skeleton,
  Table,
} from "@largesse/ui";
import { CopyField, Refused, Section, Wrong } from "@largesse/ui/desk";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";

/** The list, the new link, and the question before one is revoked. */
export function Links(): ReactElement {
  const cache = useQueryClient();
  const links = useCall("listOverlays");
  const make = useMutate("createOverlay");
  const [revoking, setRevoking] = useState<Overlay | null>(null);
  const refresh = () => cache.invalidateQueries({ queryKey: callKey("listOverlays") });
  const handleMake = (): void => make.mutate({}, { onSuccess: refresh });
  return (
    <Section
      title="Links"
      lead="Whoever has a link can watch your alerts, nothing more. Revoke one when it got out."
      actions={
        <Button
          kind="primary"
          icon={<Icon name="plus" />}
          busy={make.isPending}
          onClick={handleMake}
        >
          Make a link
        </Button>
      }
    >
      <Refused error={make.error} />
      <NewLink url={make.data?.url ?? null} />
      {links.data === undefined ? (
        links.error === null ? (
          <Skeleton height="140px" radius="14px" />
        ) : (
          <Wrong what="Your links" error={links.error} handleRetry={() => void links.refetch()} />
        )
      ) : (
        <Table
          caption="Overlay links, newest first"
          columns={columnsFor(setRevoking)}
          rows={links.data.data}
          keyOf={(link) => link.id}
          empty={<EmptyState scene="curtain" title="No link yet" />}
        />
      )}
      <Revoke link={revoking} handleDone={refresh} handleClose={() => setRevoking(null)} />
    </Section>
  );
}

function NewLink({ url }: { readonly url: string | null }): ReactElement | null {
  if (url === null) return null;
  return (
    <div className="new-link">
      <CopyField label="Your new link" text={url} />
      <a className="ui-button" href={`${url}?preview`} target="_blank" rel="noreferrer">
        <Icon name="external" />
        <span className="ui-button-label">Open</span>
      </a>
      <Notice title="Copy it now.">It is shown this once; we keep only its fingerprint.</Notice>
    </div>
  );
}

function columnsFor(handleRevoke: (link: Overlay) => void): readonly Column<Overlay>[] {
  return [
    { key: "id", title: "Link", cell: (link) => <code>…{link.id.slice(-8)}</code> },
    { key: "made", title: "Made", cell: (link) => formatDateTime(link.createdAt) },
    {
      key: "state",
      title: "State",
      cell: (link) =>
        link.revokedAt === null ? (
          <span className="link-state" data-on="true">
            Works
          </span>
        ) : (
          <span className="link-state" data-on="false">
            Revoked {formatDateTime(link.revokedAt)}
          </span>
        ),
    },
    {
      key: "act",
      title: <span className="ui-hidden">Actions</span>,
      align: "end",
      cell: (link) =>
        link.revokedAt === null ? (
          <Button kind="danger" onClick={() => handleRevoke(link)}>
            Revoke
          </Button>
        ) : null,
    },
  ];
}

interface RevokeProps {
  readonly link: Overlay | null;
  readonly handleDone: () => void;
  readonly handleClose: () => void;
}

function Revoke({ link, handleDone, handleClose }: RevokeProps): ReactElement {
  const revoke = useMutate("revokeOverlay");
  const handleRevoke = (): void => {
    if (link === null) return;
    revoke.mutate(
      { params: { overlay: link.id } },
      {
        onSuccess: () => {
          handleDone();
          handleClose();
        },
      },
    );
  };
  return (
    <Dialog open={link !== null} onClose={handleClose} title="Revoke this link?">
      <p>
        Every overlay that uses <code>…{link?.id.slice(-8)}</code> goes blank at once and stays
        blank. You can make a new link at any time.
      </p>
      <Refused error={revoke.error} />
      <div className="dialog-actions">
        <Button onClick={handleClose}>Keep it</Button>
        <Button kind="danger" busy={revoke.isPending} onClick={handleRevoke}>
          Revoke
        </Button>
      </div>
    </Dialog>
  );
}
