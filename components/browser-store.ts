/** The part of the browser's storage that the program uses. */
export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** A store in memory, for a browser that refuses storage. */
export function keptInMemory(): Kept {
  const all = new Map<string, string>()
  return {
    getItem: (name) => all.get(name) ?? null,
    setItem: (name, text) => void all.set(name, text),
    removeItem: (name) => void all.delete(name),
    key: (index) => [...all.keys()][index] ?? null,
    get length() {
      return all.size
    },
  }
}

/** The browser's own store; in a browser that refuses it, a store in memory. */
export function browserStore(): Kept {
  try {
    const store = window.localStorage
    store.getItem('')
    return store
  } catch {
    return keptInMemory()
  }
}

/**
 * Lets one tab at a time do the work, where the browser has locks. Without locks the request's key makes a second one
 * harmless.
 */
export const alone = (name: string, work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request(name, work) : work()

/** Does the work unless another tab is doing it. */
export const aloneOrNot = (name: string, work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined)) : work()
