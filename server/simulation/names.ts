import type { RecordedEvent } from '@/server/platform/jobs/functions'

/**
 * What the records of a story are called by what they are ("order 12", "order 12/invoice 1") instead of by their ids, which are drawn
 * anew each time: what is decided by such a name is decided alike whenever the story is told again.
 */
export interface Names {
  /** The name of a record, or of the event that was heard last; the id of what has none. */
  of(id: string): string
  call(id: string, name: string): void
  /** Names an event and what it speaks of for the first time. */
  hear(event: RecordedEvent): void
}

/** Told of by many events, named by nobody but who made them. */
const lasting = new Set(['customer', 'product', 'member', 'organisation', 'goodsReceipt'])

export function makeNames(): Names {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  let latest = { id: '', name: '' }
  const nth = (kind: string) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return `${kind} ${count}`
  }
  return {
    of: (id) => (id === latest.id ? latest.name : (names.get(id) ?? id)),
    call: (id, name) => names.set(id, name),
    hear(event) {
      const order = event.objects.find(([type]) => type === 'order')?.[1]
      if (order && !names.has(order)) names.set(order, nth('order'))
      const about = names.get(order ?? event.objects[0]?.[1] ?? '') ?? event.name
      for (const [type, id] of event.objects)
        if (!names.has(id) && !lasting.has(type)) names.set(id, nth(`${about}/${type}`))
      latest = { id: event.id, name: `${about}/${event.name} ${event.at.toISOString()}` }
    },
  }
}
