import type { Kept } from '@/components/browser-store'

/** A request with its key: it has one effect, however often it is sent. */
interface Sent<Input> {
  key: string
  input: Input
}

export interface KeptDraft<T, Input> {
  draft: T
  /** The request that is being sent; its outcome is unknown. */
  sent?: Sent<Input>
  /** The last request without an answer. The same input again is the same request. */
  tried?: Sent<Input>
}

/** The draft with its next request: it gets a new key, unless the same input was sent before without an answer. */
export function sentAnew<T, Input>(
  { draft, tried }: KeptDraft<T, Input>,
  input: Input,
  newKey: () => string = () => crypto.randomUUID(),
): KeptDraft<T, Input> {
  const same = tried && JSON.stringify(tried.input) === JSON.stringify(input)
  return { draft, sent: same ? tried : { key: newKey(), input } }
}

/** A draft in the browser's store, with the key under which it is sent. */
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
      // In a browser without storage the draft lasts as long as the page.
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
