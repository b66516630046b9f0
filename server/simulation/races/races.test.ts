import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirm } from '@/server/order/mutations/confirm'
import { closeConnections } from '@/server/platform/database/db'
import { read, transaction } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { queueMail } from '@/server/platform/mail/queue'
import { inUnits, pieces } from '@/server/platform/money/quantity'
import { type Confirm, doubleSubmit, lastCredit, lastUnit } from './goods-and-credit'
import { type Issue, oneInvoiceNumber } from './invoice'
import { callers, hold } from './race'
import { races } from './races'
import { oneReminder, type Remind } from './reminder'

// One connection for each caller, so that all are in the database at the same time.
beforeAll(closeConnections)
process.env.OCTET_POOL = String(callers + 1)
afterAll(closeConnections)

describe('races of 32 callers, short; npm run prove runs a thousand rounds', () => {
  it.each(races)('$name has exactly one winner', async ({ run }) => {
    expect(await run(3)).toEqual([])
  })
})

/** Verbs with a common mistake: they read in one transaction and write in the next. */
describe('a verb that checks, then acts, loses its race', () => {
  it('stock that is read before it is reserved', async () => {
    const naive: Confirm = async (ctx, input) => {
      const [line] = input.lines
      const productId = line?.productId ?? null
      const stock = sql<{
        free: number
        reserved: number
      }>`SELECT on_hand - reserved AS free, reserved FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`
      const [[level]] = await read(ctx, stock)
      if (!level || level.free < 1) return confirm(ctx, input)
      await transaction(ctx, {}, (tx) =>
        tx.commit(
          sql`UPDATE stock_level SET reserved = ${level.reserved + 1} WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
        ),
      )
      return { orderId: randomUUID(), backordered: inUnits(0, pieces), creditState: 'PASSED' }
    }
    const wrong = await hold(lastUnit, 1, naive)
    expect(wrong).toContainEqual(expect.stringMatching(/^\d+ got the last unit$/))
    expect(wrong).toContainEqual(expect.stringMatching(/^rule 2: reserved, picked and backordered/))
  })

  it('credit that is read before it is used', async () => {
    const naive: Confirm = async (ctx, input) => {
      const account = sql<{
        room: bigint
      }>`SELECT limit_minor - committed_minor AS room FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${input.customerId}`
      const [[found]] = await read(ctx, account)
      const order = await confirm(ctx, input)
      return (found?.room ?? 0n) >= 100_00n ? { ...order, creditState: 'PASSED' } : order
    }
    expect(await hold(lastCredit, 1, naive)).toContainEqual(expect.stringMatching(/^\d+ passed one limit$/))
  })

  it('a request whose idempotency key is not checked', async () => {
    const naive: Confirm = (ctx, input) => confirm(ctx, { ...input, idempotencyKey: undefined })
    expect(await hold(doubleSubmit, 1, naive)).toEqual([`${callers} orders, ${callers} first answers for one key`])
  })

  it('a reminder that looks for an earlier one without a lock', async () => {
    const naive: Remind = async (ctx, customerId) => {
      const earlier = sql`SELECT 1 FROM reminder WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`
      const [found] = await read(ctx, earlier)
      if (found.length > 0) return null
      const id = randomUUID()
      const subject = {
        effectKey: `reminder/${id}`,
        kind: 'reminder' as const,
        objectType: 'reminder',
        objectId: id,
        customerId,
      }
      const mail = { ...subject, to: 'buyer@example.test', subject: 'Reminder', text: 'Please pay', html: 'Please pay' }
      const record = { id, customerId, day: ctx.today, kind: 'OVERDUE', state: 'SENT', totalMinor: 1n, at: ctx.now }
      await transaction(ctx, {}, (tx) => tx.commit(queueMail(ctx, mail), insert(ctx, 'reminder', [record])))
      return 'SENT'
    }
    const wrong = await hold(oneReminder, 1, naive)
    expect(wrong).toContainEqual(expect.stringMatching(/^\d+ sent it/))
    expect(wrong).toContainEqual(expect.stringMatching(/^rule 14: /))
  })

  it('a number that is read as the highest one plus one', async () => {
    const naive: Issue = async (ctx, shipmentId) => {
      const highest = sql<{
        last: number
      }>`SELECT coalesce(max(sequence), 0)::int AS last FROM invoice WHERE organisation_id = ${ctx.organisationId}`
      const [[found]] = await read(ctx, highest)
      const sequence = (found?.last ?? 0) + 1
      const id = randomUUID()
      await transaction(ctx, {}, (tx) =>
        tx.commit(sql`INSERT INTO invoice SELECT i.* FROM shipment s JOIN sales_order o ON o.organisation_id = s.organisation_id AND o.id = s.order_id,
          LATERAL jsonb_populate_record(NULL::invoice, to_jsonb(s) || to_jsonb(o) || jsonb_build_object('id', ${id}::uuid, 'kind', 'INVOICE', 'series', 'invoice',
            'number', 'INV-' || ${sequence}::int, 'sequence', ${sequence}::int, 'shipment_id', s.id, 'issued_at', ${ctx.now}::timestamptz, 'issued_on', ${ctx.today}::date,
            'due_on', ${ctx.today}::date, 'seller', '{}'::jsonb, 'buyer', '{}'::jsonb, 'deducted_minor', 0, 'rounding_minor', 0)) i
          WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${shipmentId}`),
      )
      return { invoiceId: id, number: `INV-${sequence}` }
    }
    const wrong = await hold(oneInvoiceNumber, 1, naive)
    expect(wrong).toContainEqual(expect.stringMatching(/DUPLICATE|for four parcels/))
    expect(wrong).toContainEqual(expect.stringMatching(/^rule (7|9|17): /))
  })
})
