import { describe, expect, it } from 'vitest'
import { added, type FloorEntry, nothing, openQueue, refused, understood, withEntry, without } from './floor-queue'

const pick = (key: string, quantity: number, taskId = 't1'): FloorEntry => ({
  key,
  orderId: 'o1',
  taskId,
  about: 'SO-1, Mug',
  verb: 'pick',
  quantity,
})

/** A browser's storage, as far as the queue uses it. */
function storage() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

describe('what was done on the floor', () => {
  it('outlives the page, in its order and under its keys', () => {
    const browser = storage()
    const before = openQueue('q', browser)
    before.change((record) => added(record, pick('a', 1)))
    before.change((record) => added(record, pick('b', 2)))
    const after = openQueue('q', browser)
    expect(after.get().entries.map(({ key }) => key)).toEqual(['a', 'b'])
    after.change((record) => without(record, 'a'))
    expect(before.get().entries.map(({ key }) => key)).toEqual(['b'])
  })

  it('leaves nothing behind when all is told and read', () => {
    const browser = storage()
    const queue = openQueue('q', browser)
    queue.change((record) => added(record, pick('a', 1)))
    queue.change((record) => refused(record, pick('a', 1), 'Somebody took it.'))
    expect(queue.get()).toEqual({
      entries: [],
      refusals: [{ key: 'a', orderId: 'o1', text: 'SO-1, Mug: Somebody took it.' }],
    })
    queue.change((record) => understood(record, 'o1'))
    expect(browser.kept.size).toBe(0)
  })

  it('stays while the page does when the browser keeps nothing', () => {
    const full = () => {
      throw new Error('QuotaExceededError')
    }
    const queue = openQueue('q', { getItem: () => null, setItem: full, removeItem: full })
    queue.change((record) => added(record, pick('a', 1)))
    queue.change((record) => added(record, pick('b', 1)))
    expect(queue.get().entries).toHaveLength(2)
  })

  it('does not fall over what another program left under its name', () => {
    const browser = storage()
    browser.kept.set('q', '{"entries":')
    expect(openQueue('q', browser).get()).toEqual(nothing)
  })

  it('tells who looks on', () => {
    const queue = openQueue('q', storage())
    let told = 0
    const leave = queue.subscribe(() => (told += 1))
    queue.change((record) => added(record, pick('a', 1)))
    leave()
    queue.change((record) => added(record, pick('b', 1)))
    expect(told).toBe(1)
  })
})

describe('a task with what is not yet told', () => {
  const task = (picked: number, state: 'OPEN' | 'PICKED' | 'CANCELLED' = 'OPEN') => ({
    id: 't1',
    quantity: 4,
    picked,
    state,
  })
  it.each([
    ['one taken', task(0), pick('a', 1), 1, 'OPEN'],
    ['the last taken', task(3), pick('a', 1), 4, 'PICKED'],
    ['told meanwhile: never more than asked for', task(4, 'PICKED'), pick('a', 4), 4, 'PICKED'],
    ['put back', task(4, 'PICKED'), { ...pick('a', 1), verb: 'undo' as const }, 3, 'OPEN'],
    [
      'found short',
      task(1),
      { ...pick('a', 1), verb: 'short' as const, picked: 2, cause: 'DAMAGED' as const },
      3,
      'SHORT',
    ],
    ['cancelled meanwhile', task(0, 'CANCELLED'), pick('a', 1), 0, 'CANCELLED'],
    ['another', task(0), pick('a', 1, 't2'), 0, 'OPEN'],
  ])('%s', (_, before, entry, picked, state) => {
    expect(withEntry([before], entry as FloorEntry)[0]).toMatchObject({ picked, state })
  })
})
