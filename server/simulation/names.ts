import type { RecordedEvent } from '@/server/platform/jobs/functions'

/**
 * Names the records of a story by what they are ("order 12", "order 12/invoice 1"). Their ids are new on each run, so a
 * choice that depends on such a name, and not on an id, is the same on each run.
 */
export interface Names {
  /** The name of a record, or of the latest event; a record without a name answers its id. */
  of(id: string): string
  call(id: string, name: string): void
  /** Names an event and the records that it mentions for the first time. */
  hear(event: RecordedEvent): void
}

/** Records that many events mention. Only the event that creates one names it. */
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
