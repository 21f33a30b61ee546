/** The least that something durable costs: one small row, one statement, one connection, one commit. */
import pg from "pg";

export interface LeastCommit {
  commit(): Promise<void>;
  close(): Promise<void>;
}

export async function openLeastCommit(url: string): Promise<LeastCommit> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  await client.query("create table if not exists baseline.least (coins bigint not null)");
  return {
    async commit() {
      const text = "insert into baseline.least (coins) values ($1)";
      await client.query({ name: "least", text, values: [5] });
    },
    close: () => client.end(),
  };
}
