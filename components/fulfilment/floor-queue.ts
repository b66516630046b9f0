import type { FloorTask } from '@/server/fulfilment/queries/order'
import type { ShortCause } from '@/server/fulfilment/schema'

/** One thing done on the floor, to be told to the server under a key of its own: told twice it is done once. */
export type FloorEntry = {
  key: string
  orderId: string
  taskId: string
  /** What it is about, for words: `SO-1709, Robin Mug`. */
  about: string
} & ({ verb: 'pick' | 'undo'; quantity: number } | { verb: 'short'; picked: number; cause: ShortCause })

/** What the server would not take, in words, until somebody has read it. */
export interface FloorRefusal {
  key: string
  orderId: string
  text: string
}

export interface FloorRecord {
  entries: readonly FloorEntry[]
  refusals: readonly FloorRefusal[]
}

export const nothing: FloorRecord = { entries: [], refusals: [] }

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface FloorQueue {
  get: () => FloorRecord
  change: (how: (record: FloorRecord) => FloorRecord) => void
  subscribe: (listener: () => void) => () => void
}

function readRecord(text: string | null): FloorRecord {
  if (!text) return nothing
  try {
    const { entries, refusals } = JSON.parse(text) as Partial<FloorRecord>
    return { entries: entries ?? [], refusals: refusals ?? [] }
  } catch {
    return nothing
  }
}

/**
 * What was done here and is not yet told, kept in the browser: it outlives the page. Each tab of one person in one
 * organisation sees the same. A browser that keeps nothing still has it as long as the page stands.
 */
export function openQueue(name: string, storage: Storage | null): FloorQueue {
  const listeners = new Set<() => void>()
  let text: string | null = null
  let record = nothing
  const look = () => {
    try {
      return storage ? storage.getItem(name) : text
    } catch {
      return text
    }
  }
  const get = () => {
    const now = look()
    if (now !== text) [text, record] = [now, readRecord(now)]
    return record
  }
  const keep = (next: FloorRecord) => {
    const empty = next.entries.length + next.refusals.length === 0
    record = next
    text = empty ? null : JSON.stringify(next)
    try {
      if (text === null) storage?.removeItem(name)
      else storage?.setItem(name, text)
    } catch {
      storage = null
    }
    for (const listener of listeners) listener()
  }
  return {
    get,
    change: (how) => keep(how(get())),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const added = (record: FloorRecord, entry: FloorEntry): FloorRecord => ({
  ...record,
  entries: [...record.entries, entry],
})

/** Told, or taken back before it was. */
export const without = (record: FloorRecord, key: string): FloorRecord => ({
  ...record,
  entries: record.entries.filter((entry) => entry.key !== key),
})

export const refused = (record: FloorRecord, { key, orderId, about }: FloorEntry, text: string): FloorRecord => ({
  entries: record.entries.filter((entry) => entry.key !== key),
  refusals: [...record.refusals, { key, orderId, text: `${about}: ${text}` }],
})

export const understood = (record: FloorRecord, orderId: string): FloorRecord => ({
  ...record,
  refusals: record.refusals.filter((refusal) => refusal.orderId !== orderId),
})

/** The tasks as they stand once an entry is told. */
export function withEntry<Task extends Pick<FloorTask, 'id' | 'quantity' | 'picked' | 'state'>>(
  tasks: readonly Task[],
  entry: FloorEntry,
): Task[] {
  return tasks.map((task) => {
    if (task.id !== entry.taskId || task.state === 'CANCELLED') return task
    const by = entry.verb === 'short' ? entry.picked : entry.verb === 'undo' ? -entry.quantity : entry.quantity
    const picked = Math.max(0, Math.min(task.quantity, task.picked + by))
    const state = entry.verb === 'short' ? 'SHORT' : picked >= task.quantity ? 'PICKED' : 'OPEN'
    return { ...task, picked, state }
  })
}
