import { freeText } from '@/server/catalog/mutations/free-text'
import { raiseDispute } from '@/server/collection/mutations/dispute'
import { makePromise } from '@/server/collection/mutations/promise'
import { createCustomer } from '@/server/customer/mutations/create'
import { customerRecord } from '@/server/customer/queries'
import { addFile } from '@/server/filing/mutations'
import { confirm } from '@/server/order/mutations/confirm'
import { saveDraft } from '@/server/order/mutations/draft'
import { addSaleNote } from '@/server/order/mutations/note'
import { changeQuote, writeQuote } from '@/server/order/mutations/quote'
import { sendQuote } from '@/server/order/mutations/send-quote'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays, instantAt } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { previousWorkingDay } from '@/server/platform/time/working-days'
import { mergeCustomers } from '@/server/receivable/mutations/merge'
import { later, type Undone } from '../people'
import { bringStatement } from './bank'
import { buyer } from './cast'
import { findLess, sendBack } from './deeds'
import { type Story, wishes } from './plan'

type Deed = (ctx: Ctx, story: Story) => Promise<unknown>

/** Customers who use least of their credit limit, the best first. */
export async function goodStanding(ctx: Ctx): Promise<string[]> {
  const [rows] = await read(
    ctx,
    sql<{
      customerId: string
    }>`SELECT a.customer_id FROM credit_account a JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id
      WHERE a.organisation_id = ${ctx.organisationId} AND a.holds = 0 AND a.limit_minor IS NOT NULL
      ORDER BY a.limit_minor - a.committed_minor - a.shipped_not_invoiced_minor - a.open_minor + a.unapplied_minor DESC, c.external_key`,
  )
  return rows.map((row) => row.customerId)
}

/** A new customer's first order on terms; a person has to judge it. */
async function firstOrderOfStranger(ctx: Ctx, story: Story): Promise<void> {
  const { shop, scale, world } = story
  const { key, facts } = buyer(world, scale, scale.buyers, shop.seed)
  const terms = shop.terms.get('NET30')
  const { name, billLine, billCity, billRegion } = facts
  const { customerId } = await createCustomer(ctx, {
    name,
    billLine,
    billCity,
    billRegion,
    externalKey: key,
    paymentTermsId: terms,
  })
  await confirm(ctx, { customerId, lines: wishes(story, 'stranger', false), idempotencyKey: 'demo/stranger' })
}

/** An order for more than there is in stock in all warehouses; a second order of it waits for all of its goods. */
const askForTooMuch =
  (nth: number) =>
  async (ctx: Ctx): Promise<void> => {
    const [[customerId], [[scarce]]] = await Promise.all([
      goodStanding(ctx),
      read(
        ctx,
        sql<{
          productId: string
          free: number
        }>`SELECT s.product_id, sum(s.on_hand - s.reserved - s.picked - s.blocked)::int AS free FROM stock_level s
        JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id AND p.archived_at IS NULL
        WHERE s.organisation_id = ${ctx.organisationId} GROUP BY s.product_id, p.sku ORDER BY 2, p.sku LIMIT 1`,
      ),
    ])
    if (!customerId || !scarce) return
    const lines = [{ productId: scarce.productId, quantity: scarce.free + 6 }]
    await confirm(ctx, { customerId, lines, idempotencyKey: `demo/too-much/${nth}` })
  }

/** A small order from a customer in good standing. */
const plainOrder =
  (nth: number): Deed =>
  async (ctx, story) => {
    const customerId = (await goodStanding(ctx))[nth]
    const lines = wishes(story, `last ${nth}`, false).slice(0, 3)
    if (customerId) await confirm(ctx, { customerId, lines, idempotencyKey: `demo/last/${nth}` })
  }

/** An order on prepayment that is not paid yet. */
async function orderPrepaid(ctx: Ctx, story: Story): Promise<void> {
  const index = story.shop.buyers.findIndex((one, at) => one.terms === 'PREPAID' && story.shop.customers[at])
  const customerId = story.shop.customers[index]
  const lines = wishes(story, 'prepaid', false).slice(0, 2)
  if (customerId) await confirm(ctx, { customerId, lines, idempotencyKey: 'demo/prepaid' })
}

const shelfPlan = 'Counter: 2 m wide, 40 cm deep.\nShelves: 5 boards of 90 cm, the lowest 30 cm above the floor.\n'

async function quoteToGood(ctx: Ctx, story: Story): Promise<void> {
  const [customerId] = await goodStanding(ctx)
  if (!customerId) return
  const validUntil = addDays(ctx.today, 14)
  const lines = wishes(story, 'last quote', true)
  const { id } = await writeQuote(ctx, { customerId, validUntil, lines, idempotencyKey: 'demo/quote/last' })
  await sendQuote(ctx, { id })
  // They asked for more of the first product: the second version is the one that waits for them.
  const [first, ...rest] = lines
  if (!first) return
  const { productId } = await freeText(ctx, {})
  const section = 'For your counter'
  const wrapping = {
    productId,
    description: 'Gift wrapping by hand',
    quantity: 1,
    unitPrice: '18',
    section,
    note: 'Green ribbon, your card inside.',
    optional: true,
  }
  const goods = [{ ...first, quantity: first.quantity * 2 }, ...rest]
  const more = [...goods.map((line) => ({ ...line, section: 'For your shelves' })), wrapping]
  await changeQuote(ctx, {
    id,
    customerId,
    validUntil,
    lines: more,
    note: 'As you asked on the telephone, with more of the first.',
  })
  await sendQuote(ctx, { id })
  const drawing = { fileName: 'Shelf plan.txt', bytes: Buffer.from(shelfPlan) }
  await addFile(ctx, { kind: 'quote', id }, drawing)
  const text = 'They compare with one other house. Call them before it ends.'
  if (ctx.actor.id) await addSaleNote(ctx, { about: { kind: 'quote', id }, text, idempotencyKey: 'demo/quote/note' })
}

/** An order that was put by while its customer calls back. */
async function putBy(ctx: Ctx, story: Story): Promise<void> {
  const [customerId] = await goodStanding(ctx)
  const [wish] = wishes(story, 'draft', true)
  if (!customerId || !wish) return
  const [[named]] = await read(
    ctx,
    sql<{
      customer: string
      product: string
      sku: string
    }>`SELECT c.name AS customer, p.name AS product, p.sku FROM customer c
      JOIN product p ON p.organisation_id = c.organisation_id AND p.id = ${wish.productId} WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${customerId}`,
  )
  if (!named) return
  const line = { value: wish.productId, label: named.product, note: named.sku }
  const content = JSON.stringify({
    customer: { value: customerId, label: named.customer },
    lines: [{ key: 'first', product: line, quantity: wish.quantity, unitPrice: '' }],
    note: 'Calls back about the colour.',
  })
  const note = 'Calls back about the colour.'
  await saveDraft(ctx, { customerId, content, lines: 1, note, idempotencyKey: 'demo/draft' })
}

async function takeOneBack(ctx: Ctx, { shop }: Story): Promise<void> {
  const [[order]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT o.id FROM sales_order o WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = 'RECEIVABLE'
      AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.shipped > l.returned) ORDER BY o.number DESC OFFSET 4 LIMIT 1`,
  )
  if (order) await sendBack(ctx, order.id, shop.seed, 'the last')
}

async function disputeOne(ctx: Ctx): Promise<void> {
  const [[item]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT i.id FROM open_item i WHERE i.organisation_id = ${ctx.organisationId} AND i.kind = 'INVOICE' AND i.open_minor > 0
      AND i.overdue_since IS NULL AND i.issued_on < ${addDays(ctx.today, -5)}::date ORDER BY i.number DESC LIMIT 1`,
  )
  if (item)
    await raiseDispute(ctx, { openItemId: item.id, cause: 'QUANTITY', note: 'Two pieces fewer than on the invoice' })
}

/** Records a promise to pay from the late payer who owes most; customers who stopped paying give none. */
async function promiseOne(ctx: Ctx, { shop }: Story): Promise<void> {
  const [debts, [given]] = await read(
    ctx,
    sql<{
      customerId: string
      openMinor: bigint
    }>`SELECT i.customer_id, sum(i.open_minor)::bigint AS open_minor FROM open_item i
      WHERE i.organisation_id = ${ctx.organisationId} AND i.kind = 'INVOICE' AND i.open_minor > 0 AND i.due_on < ${ctx.today}::date
        AND NOT EXISTS (SELECT 1 FROM promise_to_pay p WHERE p.organisation_id = i.organisation_id AND p.customer_id = i.customer_id AND p.state = 'OPEN')
      GROUP BY i.customer_id ORDER BY 2 DESC, 1`,
    sql<{
      id: string
    }>`SELECT id FROM promise_to_pay WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN' LIMIT 1`,
  )
  const pays = debts.find((one) => shop.buyers[shop.placeOfCustomer.get(one.customerId) ?? -1]?.habit !== null)
  const debt = pays ?? (given ? undefined : debts.at(-1))
  if (!debt) return
  const { customerId, openMinor: amountMinor } = debt
  await makePromise(ctx, { customerId, amountMinor, promisedOn: addDays(ctx.today, 4), note: 'By telephone' })
}

async function findLessSomewhere(ctx: Ctx, { shop }: Story): Promise<void> {
  const [[task]] = await read(
    ctx,
    sql<{
      orderId: string
    }>`SELECT t.order_id FROM pick_task t JOIN sales_order o ON o.organisation_id = t.organisation_id AND o.id = t.order_id
      WHERE t.organisation_id = ${ctx.organisationId} AND t.state = 'OPEN' AND t.quantity - t.picked > 1 ORDER BY o.number DESC LIMIT 1`,
  )
  if (task) await findLess(ctx, task.orderId, shop.seed, 'the last')
}

/** A customer who was entered twice, with an order under each record; finance makes them one. */
async function mergeDouble(ctx: Ctx, story: Story): Promise<void> {
  const externalKey = 'entered-twice'
  const [[known], [intoId]] = await Promise.all([
    read(
      ctx,
      sql`SELECT 1 FROM customer WHERE organisation_id = ${ctx.organisationId} AND external_key = ${externalKey}`,
    ),
    goodStanding(ctx),
  ])
  if (!intoId || known.length > 0) return
  const { name, paymentTermsId } = await customerRecord(ctx, intoId)
  const { customerId: id } = await createCustomer(ctx, { name: `${name} (old)`, externalKey, paymentTermsId })
  const lines = wishes(story, 'double', false).slice(0, 1)
  await confirm(ctx, { customerId: id, lines, idempotencyKey: 'demo/double' })
  await mergeCustomers(ctx, { id, intoId })
}

/** Money whose payer cannot be identified. */
async function strangeMoney(ctx: Ctx, { bank, shop }: Story): Promise<void> {
  bank.waiting.push({ on: ctx.today, amountMinor: 4750n, name: 'COUNTER CREDIT', text: `Deposit ${ctx.today}` })
  await bringStatement(ctx, shop.seed, bank, 3)
}

const deeds: readonly [time: string, who: 'sales' | 'warehouse' | 'finance', deed: Deed][] = [
  ['09:10', 'sales', plainOrder(0)],
  ['09:20', 'sales', plainOrder(1)],
  ['09:30', 'sales', plainOrder(2)],
  ['09:40', 'sales', plainOrder(3)],
  ['10:05', 'sales', askForTooMuch(0)],
  ['10:20', 'sales', askForTooMuch(1)],
  ['10:40', 'sales', firstOrderOfStranger],
  ['11:10', 'sales', plainOrder(4)],
  ['11:30', 'sales', plainOrder(5)],
  ['11:45', 'finance', mergeDouble],
  ['12:20', 'sales', quoteToGood],
  ['12:25', 'sales', putBy],
  ['13:15', 'warehouse', takeOneBack],
  ['14:05', 'finance', disputeOne],
  ['14:30', 'finance', promiseOne],
  ['15:40', 'warehouse', findLessSomewhere],
  ['16:20', 'finance', strangeMoney],
  ['16:50', 'sales', orderPrepaid],
]

/** The last working day before a story ends. Everything that waits for a person afterwards waits since that day. */
export function finaleDay({ world, lastDay }: Pick<Story, 'world' | 'lastDay'>): string {
  const { country, workingWeekdays } = world.organisation
  return previousWorkingDay(workingCalendar({ country, workingWeekdays }), addDays(lastDay, -1))
}

/** Makes one case for every work list on the last working day, so that a newcomer finds them all. */
export function planFinale(story: Story): void {
  const { world, team } = story
  const day = finaleDay(story)
  for (const [time, who, deed] of deeds) {
    const at = instantAt(world.organisation.timeZone, day, time)
    later(world, at, `finale ${time}`, (ctx) => deed(ctx, story), team[who])
  }
}

/** Leaves work undone at fixed intervals, kind by kind, so that some of each kind remain even where there are few. */
export function inTurn(): (what: Undone) => boolean {
  const counts = { PICK: 0, PACK: 0, SHIP: 0, CREDIT: 0, PREPAY: 0 }
  const every = { PICK: 3, PACK: 3, SHIP: 2, CREDIT: 1, PREPAY: 1 }
  return (what) => counts[what]++ % every[what] === 0
}
