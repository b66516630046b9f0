import { type Kept, keptInMemory } from '@/components/browser-store'
import type { FloorTask } from '@/server/fulfilment/queries/order'
import type { ShortCause } from '@/server/fulfilment/schema'

/** One thing done on the floor, to be told to the server under a key of its own: told twice it is done once. */
export type FloorEntry = {
  key: string
  orderId: string
  taskId: string
  /** What it is about, for words: `SO-1709, Robin Mug`. */
  about: string
  /** When it was done, by the clock of this device; an entry of an earlier version does not say. */
  doneAt?: number
} & (
  | { verb: 'pick'; quantity: number }
  /** Takes back the pick of that key, and no other. */
  | { verb: 'undo'; quantity: number; of: string }
  | { verb: 'short'; picked: number; cause: ShortCause }
)

/** What the server would not take, in words, until somebody has read it. */
export interface FloorRefusal {
  key: string
  orderId: string
  text: string
}

export interface FloorRecord {
  /** Not told yet, in the order in which it was done. */
  entries: readonly FloorEntry[]
  /** All of it, with what was told lately: a page may still show a moment before it. */
  done: readonly FloorEntry[]
  refusals: readonly FloorRefusal[]
}

export const nothing: FloorRecord = { entries: [], done: [], refusals: [] }

export interface FloorQueue {
  get: () => FloorRecord
  add: (entry: FloorEntry) => void
  /** The server has accepted it. */
  told: (key: string) => void
  /** The server has not; what was to take it back goes with it. */
  refuse: (entry: FloorEntry, text: string) => void
  understand: (orderId: string) => void
  subscribe: (listener: () => void) => () => void
  /** Another tab has changed what is kept. */
  look: () => void
}

type KeptEntry = FloorEntry & { toldAt?: number }

/** Every page has asked again long before what was told is forgotten. */
const rememberedMs = 10 * 60_000

function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

/** What is kept under names that begin with `prefix`, by name. */
function keptUnder(storage: Kept, prefix: string): [name: string, text: string][] {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return names
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => [name, storage.getItem(name) ?? ''])
}

/**
 * What was done here and is not yet told, kept in the browser: it outlives the page. Each entry has a name of its own, so
 * that two tabs that write at once lose nothing of each other; every tab of one person in one organisation sees the same.
 * A browser that keeps nothing still has it as long as the page stands.
 */
export function openQueue(name: string, browser: Kept, clock: () => number = Date.now): FloorQueue {
  const listeners = new Set<() => void>()
  let storage = browser
  let seen = ''
  let record = nothing
  const entriesAt = `${name}/e/`
  const refusalsAt = `${name}/r/`
  const rows = () =>
    keptUnder(storage, entriesAt).flatMap(([at, text]) => {
      const entry = parsed<KeptEntry>(text)
      return entry?.key ? [{ at, entry }] : []
    })
  const get = () => {
    const refusals = keptUnder(storage, refusalsAt)
    const text = JSON.stringify([keptUnder(storage, entriesAt), refusals])
    if (text === seen) return record
    seen = text
    const done = rows().map(({ entry }) => entry)
    record = {
      done,
      entries: done.filter(({ toldAt }) => !toldAt),
      refusals: refusals.flatMap(([, kept]) => parsed<FloorRefusal>(kept) ?? []),
    }
    return record
  }
  const look = () => {
    for (const listener of listeners) listener()
  }
  const write = (at: string, value: unknown) => {
    try {
      storage.setItem(at, JSON.stringify(value))
    } catch {
      // The browser is full: what it has goes on in memory, and nothing is lost while the page stands.
      const memory = keptInMemory()
      for (const [at, text] of keptUnder(storage, name)) memory.setItem(at, text)
      storage = memory
      storage.setItem(at, JSON.stringify(value))
    }
  }
  /** A later entry sorts after every earlier one, whatever the device's clock does. */
  const nextPlace = (key: string) => {
    const last = Number(rows().at(-1)?.at.slice(entriesAt.length).split('-')[0] ?? 0)
    return `${entriesAt}${String(Math.max(clock(), last + 1)).padStart(15, '0')}-${key}`
  }
  const add = (entry: FloorEntry) => {
    write(nextPlace(entry.key), entry)
    look()
  }
  takeOver(name, storage, add)
  return {
    get,
    add,
    told(key) {
      for (const { at, entry } of rows())
        if (entry.key === key) write(at, { ...entry, toldAt: clock() })
        else if (entry.toldAt && entry.toldAt < clock() - rememberedMs) storage.removeItem(at)
      look()
    },
    refuse({ key, orderId, about }, text) {
      for (const { at, entry } of rows())
        if (entry.key === key || (entry.verb === 'undo' && entry.of === key)) storage.removeItem(at)
      write(`${refusalsAt}${key}`, { key, orderId, text: `${about}: ${text}` })
      look()
    },
    understand(orderId) {
      for (const [at, text] of keptUnder(storage, refusalsAt))
        if (parsed<FloorRefusal>(text)?.orderId === orderId) storage.removeItem(at)
      look()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    look,
  }
}

/** What an earlier version of the program kept, all under one name, is told too. */
function takeOver(name: string, storage: Kept, add: (entry: FloorEntry) => void): void {
  const before = parsed<{ entries?: FloorEntry[] }>(storage.getItem(name) ?? '')
  for (const entry of before?.entries ?? []) if (entry.verb !== 'undo') add(entry)
  storage.removeItem(name)
}

/** The last pick of an order that can still be taken back: neither refused, nor taken back, nor followed by something else. */
export function lastPick({ done }: FloorRecord, orderId: string): (FloorEntry & { verb: 'pick' }) | null {
  const own = done.filter((entry) => entry.orderId === orderId)
  const last = own.at(-1)
  return last?.verb === 'pick' ? last : null
}

type Shown = Pick<FloorTask, 'id' | 'quantity' | 'picked' | 'state' | 'told'>

/** The task as it stands once an entry is told. */
function withEntry<Task extends Shown>(task: Task, entry: FloorEntry): Task {
  if (task.state === 'CANCELLED') return task
  const by = entry.verb === 'short' ? entry.picked : entry.verb === 'undo' ? -entry.quantity : entry.quantity
  const picked = Math.max(0, Math.min(task.quantity, task.picked + by))
  const state = entry.verb === 'short' ? 'SHORT' : picked >= task.quantity ? 'PICKED' : 'OPEN'
  return { ...task, picked, state }
}

/** What of the entries of a task the answer of the server does not know yet: they are told in their order, so all after the last it knows. */
const unknownTo = (task: Shown, done: readonly FloorEntry[]) => {
  const own = done.filter((entry) => entry.taskId === task.id)
  return own.slice(own.findLastIndex(({ key }) => task.told.includes(key)) + 1)
}

/** The tasks as they stand with everything that was done here, told or not. */
export const withEntries = <Task extends Shown>(tasks: readonly Task[], { done }: FloorRecord): Task[] =>
  tasks.map((task) => unknownTo(task, done).reduce<Task>(withEntry, task))

/** Something was told that these tasks do not show: they are from a moment before it. */
export function isBehind(tasks: readonly Shown[], { done, entries }: FloorRecord): boolean {
  const told = done.filter((entry) => !entries.includes(entry))
  return tasks.some((task) => unknownTo(task, told).length > 0)
}
