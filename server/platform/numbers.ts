import type { Ctx } from './ctx'
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

/**
 * The next number of a series that may have gaps (order, quote, shipment, receipt …), from a block this process took.
 * Call it before the verb's transaction opens: it may take a connection of its own.
 */
export async function takeNumber(ctx: Ctx, series: string, prefix: string): Promise<string> {
  const key = `${ctx.organisationId}/${series}`
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
