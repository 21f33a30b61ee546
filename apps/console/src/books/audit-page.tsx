/** The audit: every balance re-derived from the journal, while the house goes on working. */
import type { AuditReport } from "@largesse/protocol";
import { useMutate } from "@largesse/sdk/react";
import { Button, EmptyState, formatCount, formatTime, Icon, Notice, Table } from "@largesse/ui";
import {
  CopyField,
  formatDuration,
  Refused,
  Section,
  Stat,
  Stats,
  useNow,
} from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { BooksHead } from "./books-head.tsx";

const TICK_MS = 250;

/** Nothing runs until it is asked for: an audit reads the whole journal. */
export function AuditPage(): ReactElement {
  const audit = useMutate("runAudit");
  const run = (): void => audit.mutate({});
  return (
    <>
      <BooksHead
        actions={
          <Button kind="primary" busy={audit.isPending} onClick={run}>
            {audit.data === undefined ? "Run the audit" : "Run again"}
          </Button>
        }
      />
      {audit.isPending ? <Running sinceMs={audit.submittedAt} /> : null}
      <div className="audit-refused">
        <Refused error={audit.error} />
      </div>
      {audit.data === undefined ? (
        audit.isPending ? null : (
          <EmptyState scene="books" title="Trust, but count">
            The audit adds up every entry ever written, compares each account, and checks that the
            journal has no gap. Gifts go on meanwhile.
          </EmptyState>
        )
      ) : (
        <Report report={audit.data} />
      )}
    </>
  );
}

function Running({ sinceMs }: { readonly sinceMs: number }): ReactElement {
  const nowMs = useNow(TICK_MS);
  return (
    <div className="audit-running" role="status">
      <i aria-hidden="true" />
      Reading the journal and counting again…{" "}
      <span className="ui-mono">{formatDuration(new Date(sinceMs).toISOString(), nowMs)}</span>
    </div>
  );
}

function Report({ report }: { readonly report: AuditReport }): ReactElement {
  const tookMs = Date.parse(report.endedAt) - Date.parse(report.startedAt);
  return (
    <>
      <div className="zero" data-ok={report.ok}>
        <p className="zero-figure">
          <Icon name={report.ok ? "shield" : "warn"} size={40} />
        </p>
        <div>
          <h2>{report.ok ? "The books are true" : "The books do not agree"}</h2>
          <p className="desk-lead">
            Counted at {formatTime(report.endedAt)} in {formatCount(tookMs)} ms, while gifts went
            on.
          </p>
        </div>
      </div>
      <Stats>
        <Stat label="Transfers">{formatCount(report.transfers)}</Stat>
        <Stat label="Entries">{formatCount(report.entries)}</Stat>
        <Stat label="Accounts">{formatCount(report.accounts)}</Stat>
        <Stat label="Findings">{formatCount(report.findings.length)}</Stat>
      </Stats>
      <Section title="Checks">
        <ul className="checks">
          {report.checks.map((check) => (
            <li key={check.name} data-ok={check.ok}>
              <Icon name={check.ok ? "check" : "warn"} />
              <div>
                <b>{check.name.replaceAll("_", " ")}</b>
                <span>{check.says}</span>
              </div>
              <span className="checks-count">{formatCount(check.checked)} checked</span>
            </li>
          ))}
        </ul>
      </Section>
      <Findings report={report} />
      <Chain chain={report.chain} />
    </>
  );
}

function Findings({ report }: { readonly report: AuditReport }): ReactElement | null {
  if (report.findings.length === 0) return null;
  return (
    <Section title="Findings">
      <Notice tone="danger" title="Stop payouts until these are understood." />
      <Table
        caption="What the audit found"
        columns={[
          { key: "check", title: "Check", cell: (finding) => finding.check },
          { key: "where", title: "Where", cell: (finding) => <code>{finding.where}</code> },
          { key: "says", title: "What", cell: (finding) => finding.says },
        ]}
        rows={report.findings}
        keyOf={(finding) => `${finding.check}/${finding.where}/${finding.says}`}
      />
    </Section>
  );
}

/** The head to carry away: what the database says of itself proves little to its own superuser. */
function Chain({ chain }: { readonly chain: AuditReport["chain"] }): ReactElement {
  if (chain.head === null) {
    return (
      <Section title="Hash chain">
        <p className="desk-lead">No block is closed yet: the first follows within seconds.</p>
      </Section>
    );
  }
  const head = `${chain.head.number}:${chain.head.hash}`;
  return (
    <Section title="Hash chain">
      <p className="desk-lead">
        Sealed up to transfer {formatCount(chain.transfers)}, in blocks that are each bound to the
        one before. Whoever owns the database could still change a row and seal everything after it
        anew. Keep this head where they cannot reach it, in a mail, a public post or another
        provider's log: <code>largesse audit --head</code> with it will find that out.
      </p>
      <CopyField label="Head of the chain: block and hash" text={head} />
    </Section>
  );
}
