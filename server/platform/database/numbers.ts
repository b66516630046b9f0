import type { Ctx } from '../context/ctx'
import { Refusal } from '../context/errors'
import { read } from './run'
import { sql } from './sql'

const blockSize = 50n

interface Block {
  prefix: string
  next: bigint
  until: bigint
}

/** Each series' block of this process; while one is being taken, all who need a number wait for that one. */
const blocks = new Map<string, Promise<Block>>()

async function takeBlock(ctx: Ctx, series: string, prefix: string): Promise<Block> {
  const [[row]] = await read(
    ctx,
    sql<{
      next: bigint
      prefix: string
    }>`INSERT INTO number_series AS s (organisation_id, series, prefix, next, gapless)
      VALUES (${ctx.organisationId}, ${series}, ${prefix}, ${1000n + blockSize + 1n}, false)
      ON CONFLICT (organisation_id, series) DO UPDATE SET next = s.next + ${blockSize} RETURNING s.next, s.prefix`,
  )
  if (!row) throw new Error(`no number of series ${series}`)
  return { prefix: row.prefix, next: row.next - blockSize, until: row.next }
}

/** Numbers that were taken and not used, the lowest first. */
const spare = new Map<string, string[]>()

/**
 * The next number of a series that may have gaps (order, quote, shipment, receipt …), from a block this process took.
 * Call it before the verb's transaction opens: it may take a connection of its own.
 */
export async function takeNumber(ctx: Ctx, series: string, prefix: string): Promise<string> {
  const key = `${ctx.organisationId}/${series}`
  const unused = spare.get(key)?.shift()
  if (unused) return unused
  for (;;) {
    const taking = blocks.get(key) ?? takeBlock(ctx, series, prefix)
    blocks.set(key, taking)
    const block = await taking.catch((error) => {
      blocks.delete(key)
      throw error
    })
    if (block.next < block.until) return `${block.prefix}${block.next++}`
    if (blocks.get(key) === taking) blocks.delete(key)
  }
}

function giveBack(ctx: Ctx, series: string, number: string): void {
  const key = `${ctx.organisationId}/${series}`
  const numbers = [...(spare.get(key) ?? []), number]
  spare.set(
    key,
    numbers.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)),
  )
}

/** Answers the number that was taken, and notes that it is used. */
export type NumberTaken = () => string

/**
 * A verb that may need a number, or be refused before it does: what was not used, or was used for what was refused, is
 * given to the next one.
 */
export async function withNumber<T>(
  ctx: Ctx,
  [series, prefix]: readonly [series: string, prefix: string],
  work: (taken: NumberTaken) => Promise<T>,
): Promise<T> {
  const number = await takeNumber(ctx, series, prefix)
  let used = false
  const taken = () => {
    used = true
    return number
  }
  try {
    return await work(taken)
  } catch (error) {
    // A refusal means that nothing was written; after any other failure nobody knows.
    if (error instanceof Refusal) used = false
    throw error
  } finally {
    if (!used) giveBack(ctx, series, number)
  }
}
