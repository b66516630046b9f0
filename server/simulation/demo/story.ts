import { markChecked } from '@/server/collection/mutations/bank-line'
import { importStatement } from '@/server/collection/mutations/import-statement'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { cancel } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { addDays, type Day, instantAt } from '@/server/platform/calendar'
import { workingCalendar } from '@/server/platform/holidays'
import { objectOf, type RecordedEvent } from '@/server/platform/jobs'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import { isWorkingDay } from '@/server/platform/working-days'
import { between, chance, oneOf } from '../chance'
import { ctxAt, type World } from '../drive'
import type { Manners } from '../people'
import { productCount, skuOf, takeDelivery } from './goods'
import { customerCount, type Team } from './people'

const season = [0.8, 0.8, 0.9, 1, 1, 0.9, 0.8, 0.9, 1.1, 1.4, 1.9, 1.6]

interface Shop {
  customers: Map<string, string>
  products: Map<string, string>
}

/** Few customers buy often and many now and then: the square of an even draw. */
const customerOf = (name: string) => `demo-${Math.floor(chance('customer', name) ** 2 * customerCount)}`

function linesOf(shop: Shop, name: string) {
  const count = between(1, 7, 'lines', name)
  const skus = new Set(
    Array.from({ length: count }, (_, index) =>
      skuOf(Math.floor(chance('product', name, index) ** 1.5 * productCount)),
    ),
  )
  return [...skus].map((sku) => ({
    productId: shop.products.get(sku) as string,
    quantity: oneOf([2, 4, 6, 6, 12, 12, 24], 'quantity', name, sku),
  }))
}

/** One day: Monday's delivery, and the orders of the season at their hours; a few are cancelled soon after. */
function planDay(world: World, shop: Shop, people: Team, day: Day, confirmed: ReadonlySet<string>): void {
  const zone = world.organisation.timeZone
  const month = Number(day.slice(5, 7)) - 1
  if (new Date(`${day}T00:00:00Z`).getUTCDay() === 1) {
    const at = instantAt(zone, day, '07:15')
    world.agenda.add({ at, lane: 'goods', run: () => takeDelivery(world, at) })
  }
  const morning = instantAt(zone, day, '08:45')
  world.agenda.add({ at: morning, lane: 'bank', run: () => checkBank(world, people, morning, addDays(day, -1)) })
  const orders = Math.round((season[month] ?? 1) * (1.6 + chance('day', day) * 2.2))
  for (let index = 0; index < orders; index++) {
    const name = `demo/${day}/${index}`
    if (confirmed.has(name)) continue
    const at = new Date(instantAt(zone, day, '08:10').getTime() + between(0, 540, 'minute', name) * 60_000)
    const run = async () => {
      const customerId = shop.customers.get(customerOf(name)) as string
      const { orderId } = await confirm(ctxAt(world, at, people.sales), {
        customerId,
        customerReference: `PO ${between(1000, 9999, 'reference', name)}`,
        lines: linesOf(shop, name),
        idempotencyKey: name,
      })
      if (chance('cancel', name) < 0.02)
        await cancel(ctxAt(world, new Date(at.getTime() + 300_000), people.sales), { orderId, reason: 'Ordered twice' })
    }
    world.agenda.add({ at, lane: customerOf(name), run })
  }
}

/** The finance desk looks at the bank each morning: without that nobody is reminded or held. */
async function checkBank(world: World, people: Team, at: Date, day: Day): Promise<void> {
  const ctx = ctxAt(world, at, people.finance)
  const [[account]] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM bank_account WHERE organisation_id = ${ctx.organisationId} AND is_default`,
  )
  if (account) await markChecked(ctx, { bankAccountId: account.id, checkedUpTo: day })
}

/** The thirteen months, working day by working day. */
export function planStory(
  world: World,
  shop: Shop,
  people: Team,
  from: Day,
  until: Day,
  confirmed: ReadonlySet<string>,
): void {
  const { country, workingWeekdays } = world.organisation
  const calendar = workingCalendar({ country, workingWeekdays })
  for (let day = from; day <= until; day = addDays(day, 1))
    if (isWorkingDay(calendar, day)) planDay(world, shop, people, day, confirmed)
}

/** Some of what was delivered comes back within the week. */
export function sendBack(world: World, event: RecordedEvent, people: Team): void {
  if (event.name !== 'shipping/shipment.delivered') return
  const orderId = objectOf(event, 'order')
  if (chance('return', orderId) >= 0.035) return
  const at = new Date(event.at.getTime() + between(2, 6, 'days', orderId) * 86_400_000)
  const run = async () => {
    const [[line]] = await read(
      ctxAt(world, at),
      sql<{
        id: string
        left: number
      }>`SELECT id, invoiced - returned AS left FROM order_line WHERE organisation_id = ${world.organisation.id} AND order_id = ${orderId}
        AND kind = 'GOODS' AND invoiced > returned ORDER BY position LIMIT 1`,
    )
    if (!line) return
    const damaged = chance('damaged', orderId) < 0.4
    await takeBack(ctxAt(world, at, people.warehouse), {
      orderId,
      cause: damaged ? 'DAMAGED' : 'NOT_WANTED',
      restock: !damaged,
      lines: [{ orderLineId: line.id, quantity: Math.ceil(line.left / 2) }],
    })
  }
  world.agenda.add({ at, lane: orderId, run })
}

/** How the customers of the demonstration pay: mostly punctual, some weeks late, a few not at all. */
export function demoManners(people: Team): Manners {
  const daysLate = (payerId: string, invoiceId: string) => {
    const kind = chance('payer', payerId)
    if (kind < 0.02) return null
    if (kind < 0.6) return between(-6, 2, 'pays', invoiceId)
    return kind < 0.85 ? between(0, 12, 'pays', invoiceId) : between(8, 45, 'pays', invoiceId)
  }
  return {
    seed: 'marlow',
    daysLate,
    approved: 0.93,
    proven: 0.7,
    shortPicked: 0.03,
    picker: people.warehouse,
    shipper: people.shipping,
    finance: people.finance,
    credit: people.credit,
  }
}

/** This morning's bank file: money whose sender named no invoice, so that somebody has to look. */
export async function morningPost(world: World, at: Date, people: Team): Promise<void> {
  const day = at.toISOString().slice(0, 10)
  const rows = [
    'Date;Amount;Reference;Counterparty',
    `${day};640.00;your invoice less carriage;NORTHGATE INTERIORS`,
    `${day};85.20;thank you;HALE & SONS`,
    `${day};-12.50;account fee;BANK`,
  ]
  const content = Buffer.from(rows.join('\n')).toString('base64')
  await importStatement(ctxAt(world, at, people.finance), { fileName: `statement-${day}.csv`, content })
}
