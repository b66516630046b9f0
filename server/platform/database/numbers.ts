import type { Ctx } from '../context/ctx'
import { Refusal } from '../context/errors'
import { readIn } from './run'
import { sql } from './sql'

const blockSize = 50n
/** Of these as many are taken as are needed: few are given, and people see a leap behind those that another process took. */
const oneByOne = new Set(['CUSTOMER'])

/** A number of a series that may have gaps. */
interface Taken {
  prefix: string
  number: bigint
}

interface Block {
  prefix: string
  next: bigint
  until: bigint
}

interface Series {
  organisationId: string
  name: string
  /** The block of this process. While one is being taken, every caller waits for that block. */
  block: Promise<Block> | null
  /** Numbers that were taken but not used, the lowest first. */
  spare: Taken[]
}

// The process has one table of series: pages and routes are separate bundles that each load this file.
const kept = globalThis as unknown as { octetNumbers?: Map<string, Series> }

function seriesOf({ organisationId }: Ctx, name: string): Series {
  kept.octetNumbers ??= new Map()
  const key = `${organisationId}/${name}`
  const found = kept.octetNumbers.get(key) ?? { organisationId, name, block: null, spare: [] }
  kept.octetNumbers.set(key, found)
  return found
}

/** Takes numbers that another process gave back first, as many as it would take otherwise; `taken` says which numbers this statement took. */
async function takeBlock({ organisationId, name }: Series, prefix: string, needed: number): Promise<Block> {
  const size = oneByOne.has(name) ? BigInt(needed) : blockSize
  const [[row]] = await readIn(
    organisationId,
    sql<Block>`INSERT INTO number_series AS s (organisation_id, series, prefix, next, gapless, taken)
      VALUES (${organisationId}, ${name}, ${prefix}, ${1001n + size}, false, int8range(1001, ${1001n + size}::bigint))
      ON CONFLICT (organisation_id, series) DO UPDATE SET
        taken = CASE WHEN isempty(s.returned) THEN int8range(s.next, s.next + ${size}::bigint) ELSE (SELECT r * int8range(lower(r), lower(r) + ${size}::bigint) FROM unnest(s.returned) r LIMIT 1) END,
        next = CASE WHEN isempty(s.returned) THEN s.next + ${size}::bigint ELSE s.next END,
        returned = s.returned - CASE WHEN isempty(s.returned) THEN '{}' ELSE int8multirange((SELECT r * int8range(lower(r), lower(r) + ${size}::bigint) FROM unnest(s.returned) r LIMIT 1)) END
      RETURNING lower(s.taken) AS next, upper(s.taken) AS until, s.prefix`,
  )
  if (!row) throw new Error(`no number of series ${name}`)
  return row
}

async function take(ctx: Ctx, name: string, prefix: string, needed = 1): Promise<Taken> {
  const series = seriesOf(ctx, name)
  const unused = series.spare.shift()
  if (unused) return unused
  for (;;) {
    const taking = series.block ?? takeBlock(series, prefix, needed)
    series.block = taking
    const block = await taking.catch((error) => {
      series.block = null
      throw error
    })
    if (block.next < block.until) return { prefix: block.prefix, number: block.next++ }
    if (series.block === taking) series.block = null
  }
}

const written = ({ prefix, number }: Taken) => `${prefix}${number}`

/**
 * The next number of a series that may have gaps (order, quote, shipment, receipt …), from a block this process took.
 * Call it before the verb's transaction opens: it may take a connection of its own.
 */
export async function takeNumber(ctx: Ctx, series: string, prefix: string): Promise<string> {
  return written(await take(ctx, series, prefix))
}

type SeriesName = readonly [series: string, prefix: string]

/** Answers the numbers that were taken and records that they are used. */
export type NumbersTaken = () => string[]

/**
 * Runs a verb that may need several numbers. Numbers that it did not use, or used in a change that was refused, go to
 * the next verb.
 */
export async function withNumbers<T>(
  ctx: Ctx,
  [series, prefix]: SeriesName,
  count: number,
  work: (taken: NumbersTaken) => Promise<T>,
): Promise<T> {
  const numbers: Taken[] = []
  while (numbers.length < count) numbers.push(await take(ctx, series, prefix, count - numbers.length))
  let used = false
  const taken = () => {
    used = true
    return numbers.map(written)
  }
  try {
    return await work(taken)
  } catch (error) {
    // A refusal means that nothing was written, so the numbers are free. After any other failure they may have been used.
    if (error instanceof Refusal) used = false
    throw error
  } finally {
    if (!used) {
      const { spare } = seriesOf(ctx, series)
      spare.push(...numbers)
      spare.sort((a, b) => Number(a.number - b.number))
    }
  }
}

/** Answers the number that was taken and records that it is used. */
export type NumberTaken = () => string

/** Runs a verb that may need one number, or may be refused before it needs it. */
export function withNumber<T>(ctx: Ctx, series: SeriesName, work: (taken: NumberTaken) => Promise<T>): Promise<T> {
  return withNumbers(ctx, series, 1, (taken) => work(() => taken()[0] as string))
}

const rangeOf = (from: bigint, until: bigint) => `[${from},${until})`

/**
 * Gives the unused numbers of this process back to the series. The counter itself is reduced when no later number was
 * taken.
 */
async function giveBack(series: Series): Promise<void> {
  const block = await series.block?.catch(() => null)
  const ranges = series.spare.splice(0).map(({ number }) => rangeOf(number, number + 1n))
  if (block && block.next < block.until) ranges.push(rangeOf(block.next, block.until))
  if (block) block.next = block.until
  if (ranges.length === 0) return
  await readIn(
    series.organisationId,
    sql`UPDATE number_series SET returned = returned + ${`{${ranges}}`}::int8multirange
      WHERE organisation_id = ${series.organisationId} AND series = ${series.name}`,
    sql`UPDATE number_series s SET next = (SELECT lower(r) FROM unnest(s.returned) r WHERE upper(r) = s.next),
        returned = s.returned - int8multirange((SELECT r FROM unnest(s.returned) r WHERE upper(r) = s.next))
      WHERE organisation_id = ${series.organisationId} AND series = ${series.name} AND upper(s.returned) = s.next`,
  )
}

/** Forgets the numbers that this process took for an organisation whose series were replaced. */
export function forgetNumbers(organisationId: string): void {
  for (const [key, series] of kept.octetNumbers ?? [])
    if (series.organisationId === organisationId) kept.octetNumbers?.delete(key)
}

let returning: Promise<unknown> = Promise.resolve()

/**
 * Gives back every unused number before a process ends, so that the next process continues without a gap. A caller who
 * asks for a number meanwhile waits until that is done.
 */
export async function returnNumbers(): Promise<void> {
  const given = returning
    .catch(() => {})
    .then(() => Promise.all([...(kept.octetNumbers?.values() ?? [])].map(giveBack)))
  returning = given
  await given
}
