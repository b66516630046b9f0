import type { Ctx } from './ctx'
import { read } from './run'
import { sql } from './sql'

const blockSize = 50n
const blocks = new Map<string, { prefix: string; next: bigint; until: bigint }>()

/**
 * The next number of a series that may have gaps (order, quote, shipment, receipt …), from a block this process took.
 * Call it before the verb's transaction opens: it may take a connection of its own.
 */
export async function takeNumber(ctx: Ctx, series: string, prefix: string): Promise<string> {
  const key = `${ctx.organisationId}/${series}`
  let block = blocks.get(key)
  if (!block || block.next >= block.until) {
    const [[row]] = await read(
      ctx,
      sql<{
        next: bigint
        prefix: string
      }>`INSERT INTO number_series AS s (organisation_id, series, prefix, next, gapless)
        VALUES (${ctx.organisationId}, ${series}, ${prefix}, ${1000n + blockSize + 1n}, false)
        ON CONFLICT (organisation_id, series) DO UPDATE SET next = s.next + ${blockSize} RETURNING s.next, s.prefix`,
    )
    const until = row?.next ?? 0n
    const taken = blocks.get(key)
    if (!taken || taken.next >= taken.until)
      blocks.set(key, { prefix: row?.prefix ?? prefix, next: until - blockSize, until })
    block = blocks.get(key) as { prefix: string; next: bigint; until: bigint }
  }
  const number = block.next
  block.next += 1n
  return `${block.prefix}${number}`
}
