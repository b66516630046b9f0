import type { Kept } from '@/components/browser-store'

/** A request under its key: one effect, however often it is sent. */
export interface Sent<Input> {
  key: string
  input: Input
}

export interface KeptDraft<T, Input> {
  draft: T
  /** On its way; nobody knows yet what became of it. */
  sent?: Sent<Input>
  /** The last one that found no answer. The same again is the same request. */
  tried?: Sent<Input>
}

/** The draft as it is once it is sent: under a new key, unless the very same was sent before and never answered. */
export function sentAnew<T, Input>(
  { draft, tried }: KeptDraft<T, Input>,
  input: Input,
  newKey: () => string = () => crypto.randomUUID(),
): KeptDraft<T, Input> {
  const same = tried && JSON.stringify(tried.input) === JSON.stringify(input)
  return { draft, sent: same ? tried : { key: newKey(), input } }
}

/** One draft in the browser's store, with the key under which it is sent. */
export function openDraft<T, Input>(place: string, store: Kept | null) {
  const listeners = new Set<() => void>()
  let text: string | null = null
  let value: KeptDraft<T, Input> | null = null
  const look = () => {
    try {
      return store ? store.getItem(place) : text
    } catch {
      return text
    }
  }
  const get = () => {
    const now = look()
    if (now === text) return value
    text = now
    try {
      value = now === null ? null : (JSON.parse(now) as KeptDraft<T, Input>)
    } catch {
      value = null
    }
    return value
  }
  const keep = (next: KeptDraft<T, Input> | null) => {
    value = next
    text = next === null ? null : JSON.stringify(next)
    try {
      if (text === null) store?.removeItem(place)
      else store?.setItem(place, text)
    } catch {
      // A browser that keeps nothing has it as long as the page stands.
      store = null
    }
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  return { get, keep, subscribe }
}
