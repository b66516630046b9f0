import type { Ctx } from '@/server/platform/context/ctx'
import type { Tx } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import type { OrderLine } from '../rules/position'
import type { AmendInput } from '../schema'

interface Facts {
  customerReference: string | null
  note: string | null
}

interface ChangedFacts {
  statements: Statement<never>[]
  /** For the event: from what to what; a note is only named, it may be long. */
  told: { reference?: [from: string | null, to: string | null]; note?: true }
}

const wished = (given: string | null | undefined, before: string | null) =>
  given === undefined ? before : given?.trim() || null

/** The customer's own number and the note as they are wished, of an order that is locked; nothing where both stay. */
export async function changedFacts(tx: Tx, input: AmendInput): Promise<ChangedFacts> {
  const { ctx } = tx
  if (input.customerReference === undefined && input.note === undefined) return { statements: [], told: {} }
  const [[before]] = await tx.run(
    sql<Facts>`SELECT customer_reference, note FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${input.orderId}`,
  )
  const { customerReference: from = null, note: said = null } = before ?? {}
  const [reference, note] = [wished(input.customerReference, from), wished(input.note, said)]
  if (reference === from && note === said) return { statements: [], told: {} }
  return {
    statements: [writeFacts(ctx, input.orderId, { customerReference: reference, note })],
    told: { ...(reference !== from && { reference: [from, reference] }), ...(note !== said && { note: true }) },
  }
}

const writeFacts = (ctx: Ctx, orderId: string, { customerReference, note }: Facts): Statement<never> =>
  expectRows(
    1,
    sql`UPDATE sales_order SET customer_reference = ${customerReference}, note = ${note}
      WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}::uuid`,
  )

const payloadAtMost = 450

/** The payload of an amendment, small enough for an event: of long ones the last lines are only counted. */
export function fitting<P extends { changes: readonly unknown[] }>(payload: P): P {
  if (payload.changes.length === 0 || json(payload).length <= payloadAtMost) return payload
  return fitting({ ...payload, changes: payload.changes.slice(0, -1) })
}

/** So many lines are told one by one; an event stays small. */
const toldAtMost = 5

/** What changed of the first lines that did: position, quantity and price, each from what to what. */
export const changesOf = (before: readonly OrderLine[], after: readonly OrderLine[]) =>
  after
    .flatMap((line, index) => {
      const was = before[index]
      if (!was || line === was) return []
      const [from, to] = [was.ordered - was.cancelled, line.ordered - line.cancelled]
      const priced = was.unitPrice !== line.unitPrice
      return [
        {
          line: line.position,
          ...(from !== to && { units: [from, to] }),
          ...(priced && { price: [Number(was.unitPrice), Number(line.unitPrice)] }),
        },
      ]
    })
    .slice(0, toldAtMost)
