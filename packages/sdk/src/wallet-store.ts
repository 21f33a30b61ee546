/**
 * The viewer's coins as the client last heard of them. Answers may overtake one another; the
 * wallet's version decides which is newer, so that a balance shown never goes back.
 */
import type { Wallet } from "@largesse/protocol";

export interface WalletStore {
  readonly get: () => Wallet | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes a wallet from an answer, unless a newer one is known. */
  readonly take: (wallet: Wallet) => void;
  /** Another person signed in. */
  readonly forget: () => void;
}

export function createWalletStore(): WalletStore {
  let known: Wallet | null = null;
  const listeners = new Set<() => void>();
  const set = (wallet: Wallet | null) => {
    known = wallet;
    for (const listener of listeners) listener();
  };
  return {
    get: () => known,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take: (wallet) => {
      if (known === null || wallet.version > known.version) set(wallet);
    },
    forget: () => set(null),
  };
}
