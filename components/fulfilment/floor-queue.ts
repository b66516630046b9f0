import { type Kept, keptInMemory } from '@/components/browser-store'
import type { FloorTask } from '@/server/fulfilment/queries/order'
import type { ShortCause } from '@/server/fulfilment/schema'

/** One action on the floor that is sent to the server under its own key, so that a repetition has no second effect. */
export type FloorEntry = {
  key: string
  orderId: string
  taskId: string
  /** What the action is about, in words: `SO-1709, Robin Mug`. */
  about: string
  /** When it was done, by the clock of this device; entries of an earlier version lack it. */
  doneAt?: number
} & (
  | { verb: 'pick'; quantity: number; lot?: string }
  /** Takes back the pick of that key and no other. */
  | { verb: 'undo'; quantity: number; of: string }
  | { verb: 'short'; picked: number; cause: ShortCause }
)

type FloorPick = FloorEntry & { verb: 'pick' }

/** An action that the server refused, with the sentence; it stays until somebody has read it. */
interface FloorRefusal {
  key: string
  orderId: string
  text: string
}

export interface FloorRecord {
  /** Actions that are not sent yet, in order. */
  entries: readonly FloorEntry[]
  /** All actions, with those sent lately: a page may still show the state before them. */
  done: readonly FloorEntry[]
  refusals: readonly FloorRefusal[]
}

export const nothing: FloorRecord = { entries: [], done: [], refusals: [] }

export interface FloorQueue {
  get: () => FloorRecord
  add: (entry: FloorEntry) => void
  /** The server has accepted the action. */
  told: (key: string) => void
  /** The server has refused the action; an undo of it is dropped too. */
  refuse: (entry: FloorEntry, text: string) => void
  understand: (orderId: string) => void
  subscribe: (listener: () => void) => () => void
  /** Another tab has changed the stored entries. */
  look: () => void
}

type KeptEntry = FloorEntry & { toldAt?: number }

/** Sent actions are remembered this long; by then every page has read the new state. */
const rememberedMs = 10 * 60_000

function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

/** The stored texts whose names begin with `prefix`, by name. */
function keptUnder(storage: Kept, prefix: string): [name: string, text: string][] {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return names
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => [name, storage.getItem(name) ?? ''])
}

/**
 * The actions on the floor that are not sent yet, stored in the browser so that they outlive the page. Each entry has
 * its own name, so that two tabs that write at once lose nothing; every tab of one person in one organisation sees the
 * same entries. In a browser without storage the entries last as long as the page.
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
    // Whether an entry was sent is the queue's own business: who builds on an entry must not copy it.
    const kept = rows().map(({ entry: { toldAt, ...entry } }) => ({ entry: entry as FloorEntry, isTold: !!toldAt }))
    record = {
      done: kept.map(({ entry }) => entry),
      entries: kept.filter(({ isTold }) => !isTold).map(({ entry }) => entry),
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
      // The browser's storage is full: further entries stay in memory and last as long as the page.
      const memory = keptInMemory()
      for (const [at, text] of keptUnder(storage, name)) memory.setItem(at, text)
      storage = memory
      storage.setItem(at, JSON.stringify(value))
    }
  }
  /** Makes a later entry sort after every earlier one, whatever the device's clock does. */
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

/** An earlier version of the program stored all entries under one name; they are sent too. */
function takeOver(name: string, storage: Kept, add: (entry: FloorEntry) => void): void {
  const before = parsed<{ entries?: FloorEntry[] }>(storage.getItem(name) ?? '')
  for (const entry of before?.entries ?? []) if (entry.verb !== 'undo') add(entry)
  storage.removeItem(name)
}

/** The last pick of an order that can still be undone: not refused, not undone, and not followed by another action. */
export function lastPick({ done }: FloorRecord, orderId: string): FloorPick | null {
  const own = done.filter((entry) => entry.orderId === orderId)
  const last = own.at(-1)
  return last?.verb === 'pick' ? last : null
}

/** The entry that takes back a pick; it is told to the server anew, whether or not the pick was. */
export const undoOf = (
  { orderId, taskId, about, quantity, key: of }: FloorPick,
  key: string,
  doneAt: number,
): FloorEntry => ({ key, orderId, taskId, about, doneAt, verb: 'undo', quantity, of })

type Shown = Pick<FloorTask, 'id' | 'quantity' | 'picked' | 'state' | 'told'>

/** The task after an entry takes effect. */
function withEntry<Task extends Shown>(task: Task, entry: FloorEntry): Task {
  if (task.state === 'CANCELLED') return task
  const by = entry.verb === 'short' ? entry.picked : entry.verb === 'undo' ? -entry.quantity : entry.quantity
  const picked = Math.max(0, Math.min(task.quantity, task.picked + by))
  const state = entry.verb === 'short' ? 'SHORT' : picked >= task.quantity ? 'PICKED' : 'OPEN'
  return { ...task, picked, state }
}

/**
 * The entries of a task that the server's answer does not include. Entries are sent in order, so these are all after
 * the last one that it includes.
 */
const unknownTo = (task: Shown, done: readonly FloorEntry[]) => {
  const own = done.filter((entry) => entry.taskId === task.id)
  return own.slice(own.findLastIndex(({ key }) => task.told.includes(key)) + 1)
}

/** The tasks with every action on this device, sent or not. */
export const withEntries = <Task extends Shown>(tasks: readonly Task[], { done }: FloorRecord): Task[] =>
  tasks.map((task) => unknownTo(task, done).reduce<Task>(withEntry, task))

/** Whether these tasks were read before an action that was sent. */
export function isBehind(tasks: readonly Shown[], { done, entries }: FloorRecord): boolean {
  const told = done.filter((entry) => !entries.includes(entry))
  return tasks.some((task) => unknownTo(task, told).length > 0)
}
