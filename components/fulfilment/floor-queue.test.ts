import { describe, expect, it } from 'vitest'
import { keptInMemory } from '@/components/browser-store'
import { type FloorEntry, isBehind, lastPick, nothing, openQueue, undoOf, withEntries } from './floor-queue'

const pick = (key: string, quantity: number, taskId = 't1') => ({
  key,
  orderId: 'o1',
  taskId,
  about: 'SO-1, Mug',
  verb: 'pick' as const,
  quantity,
})
const undo = (key: string, of: string, quantity = 1): FloorEntry => ({ ...pick(key, quantity), verb: 'undo', of })
const keys = (entries: readonly FloorEntry[]) => entries.map(({ key }) => key)
/** Two tabs of a tablet whose clock stands still. */
const tabs = (browser = keptInMemory()) => [openQueue('q', browser, () => 1), openQueue('q', browser, () => 1)] as const

describe('what was done on the floor', () => {
  it('outlives the page with its order and keys, and is the same for two tabs that write at once', () => {
    const [one, two] = tabs()
    one.add(pick('a', 1))
    two.add(pick('b', 2))
    one.add(pick('c', 1))
    expect(keys(one.get().entries)).toEqual(['a', 'b', 'c'])
    two.told('a')
    expect(keys(one.get().entries)).toEqual(['b', 'c'])
  })

  it('leaves nothing in the browser once it is sent and read', () => {
    const browser = keptInMemory()
    let now = 1
    const queue = openQueue('q', browser, () => now)
    queue.add(pick('a', 1))
    queue.refuse(pick('a', 1), 'Somebody took it.')
    const refusals = [{ key: 'a', orderId: 'o1', text: 'SO-1, Mug: Somebody took it.' }]
    expect(queue.get()).toEqual({ entries: [], done: [], refusals })
    queue.understand('o1')
    queue.add(pick('b', 1))
    queue.told('b')
    now += 11 * 60_000
    queue.add(pick('c', 1))
    queue.told('c')
    expect(keys(queue.get().done)).toEqual(['c'])
    expect(browser.length).toBe(1)
  })

  it('lasts as long as the page when the browser stores nothing', () => {
    const full = () => {
      throw new Error('QuotaExceededError')
    }
    const queue = openQueue('q', { ...keptInMemory(), length: 0, setItem: full })
    queue.add(pick('a', 1))
    queue.add(pick('b', 1))
    expect(queue.get().entries).toHaveLength(2)
  })

  it('ignores what another program stored under its name, and sends what an earlier version left', () => {
    const browser = keptInMemory()
    browser.setItem('q/e/1', '{"key":')
    expect(openQueue('q', browser).get()).toEqual(nothing)
    browser.setItem('q', JSON.stringify({ entries: [pick('a', 1)], refusals: [] }))
    expect(keys(openQueue('q', browser).get().entries)).toEqual(['a'])
    expect(keys(openQueue('q', browser).get().entries)).toEqual(['a'])
  })

  it('notifies listeners', () => {
    const [queue] = tabs()
    let told = 0
    const leave = queue.subscribe(() => (told += 1))
    queue.add(pick('a', 1))
    leave()
    queue.add(pick('b', 1))
    expect(told).toBe(1)
  })
})

describe('what can be undone', () => {
  it('is the last pick of this order, sent or not, and only once', () => {
    const [queue] = tabs()
    queue.add(pick('a', 1))
    queue.add({ ...pick('x', 1), orderId: 'o2' })
    expect(lastPick(queue.get(), 'o1')?.key).toBe('a')
    queue.told('a')
    expect(lastPick(queue.get(), 'o1')?.key).toBe('a')
    const last = lastPick(queue.get(), 'o1')
    if (last) queue.add(undoOf(last, 'b', 7))
    expect(lastPick(queue.get(), 'o1')).toBeNull()
    // The undo of a pick that was sent is itself not sent yet, and nor is a copy of anything that was.
    const sent = { ...undo('b', 'a'), doneAt: 7 }
    expect(queue.get().entries).toEqual([{ ...pick('x', 1), orderId: 'o2' }, sent])
    for (const { key } of queue.get().entries) queue.told(key)
    for (const entry of queue.get().done) queue.add({ ...entry, key: `${entry.key} again` })
    expect(keys(queue.get().entries)).toEqual(['a again', 'x again', 'b again'])
  })

  it('is nothing that the server refused; an undo that waits is dropped with its pick', () => {
    const [queue, other] = tabs()
    queue.add(pick('a', 1))
    queue.add(undo('b', 'a'))
    other.refuse(pick('a', 1), 'Somebody took it.')
    expect(queue.get().entries).toEqual([])
    expect(lastPick(queue.get(), 'o1')).toBeNull()
    queue.understand('o1')
    expect(lastPick(queue.get(), 'o1')).toBeNull()
  })
})

describe('a task with what was done here', () => {
  type State = 'OPEN' | 'PICKED' | 'CANCELLED'
  const task = (picked: number, state: State = 'OPEN', told: string[] = []) => ({
    id: 't1',
    quantity: 4,
    picked,
    state,
    told,
  })
  const short: FloorEntry = { ...pick('a', 1), verb: 'short', picked: 2, cause: 'DAMAGED' }
  it.each([
    ['one taken', task(0), [pick('a', 1)], 1, 'OPEN'],
    ['the last taken', task(3), [pick('a', 1)], 4, 'PICKED'],
    ['never more than asked for', task(4, 'PICKED'), [pick('a', 4)], 4, 'PICKED'],
    ['put back', task(4, 'PICKED'), [undo('a', 'x')], 3, 'OPEN'],
    ['found short', task(1), [short], 3, 'SHORT'],
    ['cancelled meanwhile', task(0, 'CANCELLED'), [pick('a', 1)], 0, 'CANCELLED'],
    ['another', task(0), [pick('a', 1, 't2')], 0, 'OPEN'],
    ['heard, and its answer lost', task(1, 'OPEN', ['a']), [pick('a', 1)], 1, 'OPEN'],
    ['the second heard, so the first too', task(2, 'OPEN', ['b']), [pick('a', 1), pick('b', 1)], 2, 'OPEN'],
    ['heard, with one more since', task(1, 'OPEN', ['a']), [pick('a', 1), pick('b', 1)], 2, 'OPEN'],
  ])('%s', (_, before, done, picked, state) => {
    expect(withEntries([before], { ...nothing, done })[0]).toMatchObject({ picked, state })
  })

  it('is the same in every tab at every moment, however late each tab gets the answer', () => {
    const [one, two] = tabs()
    one.add(pick('a', 1))
    const before = [task(0)]
    const after = [task(1, 'OPEN', ['a'])]
    const counts = () =>
      [one, two].flatMap((tab) => [before, after].map((tasks) => withEntries(tasks, tab.get())[0]?.picked))
    expect(counts()).toEqual([1, 1, 1, 1])
    one.told('a')
    expect(counts()).toEqual([1, 1, 1, 1])
    expect([before, after].map((tasks) => isBehind(tasks, two.get()))).toEqual([true, false])
  })
})
