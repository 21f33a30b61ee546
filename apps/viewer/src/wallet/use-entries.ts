/** The wallet's entries, page by page, newest first. */
import { useClient } from "@largesse/sdk/react";
import { useInfiniteQuery } from "@tanstack/react-query";

const PAGE = 50;

/** A list that grows when asked for more. */
export function useEntries() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ["listWalletEntries", "pages"],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) };
      return await client.call("listWalletEntries", { query }, { signal });
    },
    getNextPageParam: (page) => page.next,
  });
}
