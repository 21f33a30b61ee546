/** The whole history as a file, made in the browser from the same calls as the page. */
import type { WalletEntry } from "@largesse/protocol";
import type { Client } from "@largesse/sdk";
import { useClient } from "@largesse/sdk/react";
import { Button, formatCount, Icon, Notice } from "@largesse/ui";
import { useState } from "react";
import { sayingOf } from "../says.tsx";
import { csvOf } from "./csv.ts";

const PAGE = 200;
type Format = "csv" | "json";

/** Two buttons, and how far the gathering has come. */
export function ExportButtons() {
  const client = useClient();
  const [gathered, setGathered] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = async (format: Format) => {
    setError(null);
    setGathered(0);
    try {
      const entries = await gather(client, setGathered);
      const text = format === "csv" ? csvOf(entries) : JSON.stringify(entries, null, 2);
      download(
        `largesse-wallet.${format}`,
        format === "csv" ? "text/csv" : "application/json",
        text,
      );
    } catch (failure) {
      setError(failure);
    } finally {
      setGathered(null);
    }
  };
  const busy = gathered !== null;
  return (
    <div className="exports">
      <span className="ui-quiet" role="status">
        {busy ? `${formatCount(gathered)} entries so far…` : ""}
      </span>
      <Button
        kind="quiet"
        busy={busy}
        icon={<Icon name="download" size={18} />}
        onClick={() => void save("csv")}
      >
        CSV
      </Button>
      <Button
        kind="quiet"
        busy={busy}
        icon={<Icon name="download" size={18} />}
        onClick={() => void save("json")}
      >
        JSON
      </Button>
      {error !== null && <Notice tone="danger">{sayingOf(error)}</Notice>}
    </div>
  );
}

async function gather(client: Client, tell: (count: number) => void): Promise<WalletEntry[]> {
  const entries: WalletEntry[] = [];
  let after: string | null = null;
  do {
    const query: { limit: number; after?: string } =
      after === null ? { limit: PAGE } : { limit: PAGE, after };
    const page = await client.call("listWalletEntries", { query });
    entries.push(...page.data);
    tell(entries.length);
    after = page.next;
  } while (after !== null);
  return entries;
}

function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
