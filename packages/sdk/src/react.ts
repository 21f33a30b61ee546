/**
 * React hooks over the client: calls by react-query, a room by `useSyncExternalStore`.
 *
 *     <LargesseProvider client={client}>…</LargesseProvider>
 *     const bundles = useCall("listBundles", { query: { currency: "EUR" } });
 *     const room = useRoom(streamId);
 */
import type { AnswerOf, RouteName, Wallet } from "@largesse/protocol";
import {
  QueryClient,
  QueryClientProvider,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
} from "@tanstack/react-query";
import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import { type CallInput, type Client, newKey } from "./client.ts";
import type { RefusedError, UnreachableError } from "./errors.ts";
import { emptyRoom, type RoomState } from "./room-state.ts";
import { createRoomStore, type RoomStore } from "./room-store.ts";

/** How a call fails: refused, with a problem for people, or not reached. */
export type CallError = RefusedError | UnreachableError;

const ClientContext = createContext<Client | null>(null);

export interface LargesseProviderProps {
  readonly client: Client;
  readonly children: ReactNode;
  /** Bring your own cache; otherwise one is made that leaves retrying to the client. */
  readonly queryClient?: QueryClient;
}

/** Gives the client to every hook below it, and wakes the link when the network is back. */
export function LargesseProvider(props: LargesseProviderProps): ReactElement {
  const { client, children } = props;
  const [ownQueryClient] = useState(newQueryClient);
  useEffect(() => {
    const wake = () => client.link().wake();
    window.addEventListener("online", wake);
    document.addEventListener("visibilitychange", wake);
    return () => {
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [client]);
  const inner = createElement(ClientContext.Provider, { value: client }, children);
  return createElement(QueryClientProvider, { client: props.queryClient ?? ownQueryClient }, inner);
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Without "always" a call made offline would wait unseen, and a payment go out later.
      queries: { retry: false, staleTime: 5_000, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** The client of the nearest provider. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error("Put the component inside <LargesseProvider>.");
  return client;
}

/** What may be set of react-query's options: when to run, how often, how long it stays fresh. */
export type UseCallOptions<N extends RouteName> = Omit<
  UseQueryOptions<AnswerOf<N>, CallError>,
  "queryKey" | "queryFn"
>;

type UseCallArguments<N extends RouteName> =
  Record<never, never> extends CallInput<N>
    ? [input?: CallInput<N>, options?: UseCallOptions<N>]
    : [input: CallInput<N>, options?: UseCallOptions<N>];

/** A call as a query; its key is `callKey(name, input)`. */
export function useCall<N extends RouteName>(
  name: N,
  ...[input, options]: UseCallArguments<N>
): UseQueryResult<AnswerOf<N>, CallError> {
  const client = useClient();
  return useQuery<AnswerOf<N>, CallError>({
    ...options,
    queryKey: callKey(name, input),
    queryFn: ({ signal }) => client.call(name, ...([input, { signal }] as never)),
  });
}

/** The cache's key of a call; without input, the beginning that all its keys share. */
export function callKey(name: RouteName, input?: unknown): readonly unknown[] {
  return input === undefined ? [name] : [name, input];
}

/** What a mutation is given: the call's input, where the key may be left for the hook to make. */
export type MutateInput<N extends RouteName> =
  CallInput<N> extends { readonly key: string }
    ? Omit<CallInput<N>, "key"> & { readonly key?: string }
    : CallInput<N>;

/** A call as a mutation. Each `mutate` is one intent and has one key, kept over every retry. */
export function useMutate<N extends RouteName>(
  name: N,
): UseMutationResult<AnswerOf<N>, CallError, MutateInput<N>> {
  const client = useClient();
  return useMutation<AnswerOf<N>, CallError, MutateInput<N>>({
    mutationFn: (input) =>
      client.call(name, ...([{ key: newKey(), ...(input as object) }] as never)),
  });
}

/** The viewer's coins, from whichever answer was newest; null for a guest. */
export function useWallet(): Wallet | null {
  const { wallet } = useClient();
  return useSyncExternalStore(wallet.subscribe, wallet.get, wallet.get);
}

/** A room's state and what one can do in it. */
export type Room = RoomState & Pick<RoomStore, "sendGift" | "tapStreak" | "sendMessage">;

const nothing = () => () => {};
const absent = () => Promise.reject(new Error("The room is not open yet."));

/** Joins a room while the component is on the page. */
export function useRoom(streamId: string): Room {
  const client = useClient();
  const [store, setStore] = useState<RoomStore | null>(null);
  useEffect(() => {
    const opened = createRoomStore(client, streamId);
    setStore(opened);
    return () => {
      opened.close();
      setStore(null);
    };
  }, [client, streamId]);
  const snapshot = store?.getSnapshot ?? (() => emptyRoom);
  const state = useSyncExternalStore(store?.subscribe ?? nothing, snapshot, snapshot);
  return {
    ...state,
    sendGift: store?.sendGift ?? absent,
    tapStreak: store?.tapStreak ?? absent,
    sendMessage: store?.sendMessage ?? absent,
  };
}
