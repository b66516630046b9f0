import fc from 'fast-check'
import { release } from '@/server/fulfilment/mutations/release'
import { receive } from '@/server/order/mutations/receive'
import { unblockLot } from '@/server/order/mutations/withhold'
import { Refusal } from '@/server/platform/context/errors'
import { checkOrganisation } from '../check/check'
import { drain, sweep, type World } from '../drive'
import { deeds } from './floor-deeds'
import { allStockRules, broken, ctxOf, type Floor, layFloor, look, makeHouse, sentInVain } from './floor-world'

type Deeds = typeof deeds
const minuteMs = 60_000

/**
 * The deeds to try in turn. A deed without a record to act on gives way to the next; deeds that undo or end an order
 * give way to those that bring it so far.
 */
const falling = (
  'react confirm amend cancel undo correct putBack unpack cancelShipment return takeIn sendAgain comeBack fail deliverPart deliver dispatch' +
  ' pack pick short'
).split(' ')
/** Deeds that need no order: they are done only when drawn, never as a substitute. */
const drawn = ['receive', 'count', 'block', 'days']

/** Does the deed that was drawn, or the next one that finds a record to act on. */
function commandOf(place: number, n: number, known: Deeds): fc.AsyncCommand<object, Floor> {
  let did = ''
  return {
    check: () => true,
    toString: () => `${did}(${n})`,
    async run(_model, floor) {
      floor.at = new Date(floor.at.getTime() + minuteMs)
      // In most steps the reactions run before the next deed; in some the next deed is faster.
      const calm = n % 4 !== 0
      if (calm) await drain(floor.world)
      const vain = calm ? await sentInVain(floor) : []
      if (vain.length > 0) throw new Error(vain.join('\n'))
      const seen = await look(floor)
      const rare = drawn[place % (falling.length + drawn.length)]
      for (const name of rare ? [rare] : [...falling.slice(place % falling.length), ...falling]) {
        const work = known[name]?.(ctxOf(floor), floor, seen, n)
        if (!work) continue
        // Named before it is done, so that a deed that fails is told by its name.
        did = name
        did = await outcomeOf(floor, name, work)
        break
      }
      const wrong = await broken(floor)
      if (wrong.length > 0) throw new Error(wrong.join('\n'))
    },
  }
}

/** A deed that comes too late must be refused by a known name; any other error is a fault. */
async function outcomeOf(floor: Floor, name: string, work: Promise<unknown>): Promise<string> {
  try {
    await work
    floor.done.set(name, (floor.done.get(name) ?? 0) + 1)
    return name
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return `${name}!${error.code}`
  }
}

/** One person does one step of the work lists; answers whether there was anything to do. */
async function work(floor: Floor, known: Deeds): Promise<boolean> {
  floor.at = new Date(floor.at.getTime() + minuteMs)
  const ctx = ctxOf(floor)
  const seen = await look(floor)
  // Only goods that no order wants are unpacked and put back; the rest is sent.
  const unwanted = {
    ...seen,
    parcels: seen.parcels.filter(({ isUnwanted }) => isUnwanted),
    lines: seen.lines.filter((line) => line.loose > line.unpacked),
  }
  for (const name of ['takeIn', 'unpack', 'putBack', 'pick', 'pack', 'dispatch', 'deliver']) {
    const before = name === 'unpack' || name === 'putBack' ? unwanted : seen
    if (await known[name]?.(ctx, floor, before, 0)) return true
  }
  return false
}

/** Goods of a blocked lot go nowhere: nobody could end an order that has some in a parcel. */
async function trustAgain(floor: Floor): Promise<void> {
  floor.at = new Date(floor.at.getTime() + minuteMs)
  for (const lot of (await look(floor)).lots) if (lot.blocked) await unblockLot(ctxOf(floor), { lotId: lot.id })
}

const ended = new Set(['CANCELLED', 'SETTLED', 'RECEIVABLE', 'COLLECTION', 'INVOICING'])

/** Works off every list until nothing is left. What still waits then is stuck. */
async function finish(floor: Floor, known: Deeds): Promise<string[]> {
  await drain(floor.world)
  const vain = await sentInVain(floor)
  await trustAgain(floor)
  for (let step = 0; step < 200; step++) {
    await drain(floor.world)
    const { orders, lines } = await look(floor)
    for (const { id } of orders) await release(ctxOf(floor), id)
    if (await work(floor, known)) continue
    const [short] = lines.filter((line) => line.short > 0)
    if (short) {
      const lot = short.productId === floor.lotted ? { lot: { number: 'C' } } : {}
      await receive(ctxOf(floor), { lines: [{ productId: short.productId, quantity: short.short, ...lot }] })
    }
    floor.at = new Date(floor.at.getTime() + 3 * 3_600_000)
    await sweep(floor.world, floor.at)
    if (!short && !(await work(floor, known))) break
  }
  await drain(floor.world)
  const left = await look(floor)
  return [
    ...vain,
    ...(await broken(floor, allStockRules)),
    ...left.orders.filter(({ stage }) => !ended.has(stage)).map(({ id, stage }) => `order ${id} is stuck in ${stage}`),
    ...left.lines.filter(({ loose }) => loose > 0).map(({ id, loose }) => `${loose} of line ${id} lie in a tote`),
    ...left.tasks.filter(({ state }) => state === 'OPEN').map(({ id }) => `task ${id} is open`),
    ...left.parcels.map(({ id }) => `parcel ${id} stands about`),
    ...left.shipments.filter(({ isTrouble }) => isTrouble).map(({ id }) => `shipment ${id} has no end`),
  ]
}

interface Ran {
  sequences: number
  /** How often each deed had an effect, by its name. */
  done: ReadonlyMap<string, number>
  /** The first fault with the sequence that shows it; null when there is none. */
  wrong: string | null
}

const perHouse = 12
const opened = new Date('2026-06-09T08:00:00Z')

/**
 * Runs random sequences of what people do on the floor, with the reactions at random moments in between. Rules 1 to 3
 * must hold after each deed, and at the end everybody can work off their list. A test can pass a wrong deed, to see
 * that it is found.
 */
export async function runFloor(sequences: number, seed: number, known: Deeds = deeds, deedsAtMost = 40): Promise<Ran> {
  const done = new Map<string, number>()
  let house: World | null = null
  let laid = 0
  // The clock goes on from sequence to sequence, because an invoice must never be older than the one before.
  let at = opened
  const leave = async () => {
    if (!house) return
    const violations = await checkOrganisation(ctxOf({ world: house, at } as Floor))
    if (violations.length > 0)
      throw new Error(violations.map(({ rule, what, subject }) => `rule ${rule}: ${what}: ${subject}`).join('\n'))
  }
  const command = fc.tuple(fc.nat(999), fc.nat(9_999_999)).map(([place, n]) => commandOf(place, n, known))
  const property = fc.asyncProperty(
    fc.commands([command], { maxCommands: deedsAtMost, size: 'max' }),
    async (sequence) => {
      if (laid++ % perHouse === 0) {
        await leave()
        house = await makeHouse()
        at = opened
      }
      const floor = await layFloor(house as World, at, done)
      await known.confirm?.(ctxOf(floor), floor, await look(floor), 7)
      await drain(floor.world)
      await fc.asyncModelRun(() => ({ model: {}, real: floor }), sequence)
      const stuck = await finish(floor, known)
      at = floor.at
      if (stuck.length > 0) throw new Error(stuck.join('\n'))
    },
  )
  const result = await fc.check(property, { numRuns: sequences, seed, endOnFailure: true })
  if (!result.failed) await leave()
  const wrong = result.failed
    ? `seed ${seed}, run ${result.numRuns}: ${String(result.counterexample?.[0])}\n${String(result.errorInstance)}`
    : null
  return { sequences: result.numRuns, done, wrong }
}
