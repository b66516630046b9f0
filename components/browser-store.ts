/** What a browser keeps, as far as it is used here. */
export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** A store that nobody outside of the page sees: for a browser that keeps nothing. */
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

/** The browser's own store; a browser that refuses it keeps nothing beyond the page. */
export function browserStore(): Kept {
  try {
    const store = window.localStorage
    store.getItem('')
    return store
  } catch {
    return keptInMemory()
  }
}

/** One tab at a time does it, where the browser has locks; a request's own key makes even two harmless. */
export const alone = (name: string, work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request(name, work) : work()

/** The same, unless another tab is at it already. */
export const aloneOrNot = (name: string, work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined)) : work()
