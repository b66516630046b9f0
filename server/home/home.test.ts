import { beforeAll, describe, expect, it } from 'vitest'
import { tasksOfOrder } from '@/prisma/seed/floor'
import { makeMonth } from '@/prisma/seed/month'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { makeShipped, ship } from '@/prisma/seed/shipment'
import { raiseDispute } from '@/server/collection/mutations/dispute'
import { importStatement } from '@/server/collection/mutations/import-statement'
import { judgePromises } from '@/server/collection/mutations/promise'
import { holdCustomer } from '@/server/credit/mutations/hold'
import { exportsByName } from '@/server/exports'
import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { release } from '@/server/fulfilment/mutations/release'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import type { Ctx } from '@/server/platform/context/ctx'
import { type Role, roles } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { queueMail } from '@/server/platform/mail/queue'
import { setMailAside } from '@/server/platform/mail/unsent'
import { virtualClock } from '@/server/platform/time/clock'
import { plan } from '@/server/shipping/mutations/plan'
import { deskFigures, stepsDone } from './queries/desk'
import { listWaiting, waitingCounts, waitingSummaries } from './queries/waiting'
import { firstSteps, type WaitingKindKey, waitingFor, waitingKeys, waitingKinds } from './rules'

const { at, ctxOf, clock } = await makeMonth()
const stranger = await makeOrganisation({ clock })
const later = () => at('2026-09-16T12:00:00Z')

async function toPack(ctx: Ctx, customerId: string): Promise<string> {
  const { productId } = await makeProduct(ctx, { stock: 1 })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
  await release(ctx, orderId)
  const [task] = await tasksOfOrder(ctx, orderId)
  await pick(ctx, { orderId, picks: [{ taskId: task?.id as string, quantity: 1 }] })
  return orderId
}

/** Adds to the August fixture one record of every kind that can wait. */
beforeAll(async () => {
  const early = at('2026-09-01T10:00:00Z')
  const { customerId } = await makeCustomer(early)
  const { productId } = await makeProduct(early, { stock: 50, unitPrice: '20000' })
  const line = { productId, quantity: 1 }
  await confirm(early, { customerId, lines: [line] })
  await confirm(early, { customerId, lines: [line] })
  await writeQuote(early, { customerId, validUntil: '2026-12-01', lines: [line] })
  const good = await makeCustomer(early)
  await makeShipped(early, { customerId: good.customerId })
  const { productId: slow } = await makeProduct(early, { stock: 2 })
  const overdue = { customerId: good.customerId, lines: [{ productId: slow, quantity: 1 }] }
  const { orderId: leftLate } = await confirm(early, overdue)
  await confirm(early, overdue)
  const ctx = at('2026-09-15T10:00:00Z')
  await judgePromises(ctx)
  for (let made = 0; made < 2; made++) await toPack(ctx, good.customerId)
  await cancel(ctx, { orderId: await toPack(ctx, good.customerId), reason: 'called off' })
  const packed = await toPack(ctx, good.customerId)
  await pack(ctx, { orderId: packed })
  await plan(ctx, packed)
  await issueForShipment(ctx, await ship(ctx, leftLate, 1))
  const { productId: small } = await makeProduct(ctx, { stock: 5 })
  const shipTo = { name: 'Site 4', line: '', country: 'IE' }
  await confirm(ctx, { customerId: good.customerId, shipTo, lines: [{ productId: small, quantity: 1 }] })
  const disputed = await makeShipped(ctx, { customerId: good.customerId })
  await issueForShipment(ctx, disputed.shipmentId)
  const [[item]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND order_id = ${disputed.orderId}`,
  )
  await raiseDispute(ctx, { openItemId: item?.id as string, cause: 'PRICE' })
  const csv = [
    'Date,Amount,Reference,Name',
    '2026-09-14,99.99,who knows,Somebody',
    '2026-09-15,12.00,nothing,Nobody',
  ].join('\n')
  await importStatement(ctx, { fileName: 'a.csv', content: Buffer.from(csv).toString('base64') })
  later()
}, 60_000)

/** All rows of the list that a line of the home page links to. */
async function rowsAt(ctx: Ctx, address: string): Promise<{ id: string }[]> {
  const names: Record<string, string> = {
    '/order': 'orders',
    '/order/quotes': 'quotes',
    '/credit': 'credit-work',
    '/fulfilment': 'fulfilment',
    '/fulfilment/put-back': 'put-back',
    '/shipping': 'shipments',
    '/collection': 'bank-lines',
    '/collection/receipts': 'receipts',
  }
  const { pathname, searchParams } = new URL(address, 'http://octet.test')
  const list = exportsByName[names[pathname] ?? '']
  if (!list) throw new Error(`no list at ${address}`)
  const rows: { id: string }[] = []
  for (let after: string | undefined; ; ) {
    const page = await list.page(ctx, Object.fromEntries(searchParams), after)
    rows.push(...page.rows)
    if (!page.next) return rows
    after = page.next
  }
}

describe('what waits', () => {
  it.each(waitingKeys)('%s: the line counts what its list holds', async (kind) => {
    const ctx = later()
    const { kinds } = await waitingSummaries(ctx)
    const summary = kinds.find((one) => one.kind === kind)
    const listed: WaitingKindKey[] = []
    let oldest: string | undefined
    for (let after: string | undefined; ; ) {
      const page = await listWaiting(ctx, { kind, after, limit: 1 })
      oldest ??= page.rows[0]?.id
      listed.push(...page.rows.map((row) => row.kind))
      if (!page.next) break
      after = page.next
    }
    expect(listed).toHaveLength(summary?.count ?? 0)
    expect(oldest).toBe(summary?.first.id)
    const described = waitingKinds[kind]
    if ('list' in described) expect(await rowsAt(ctx, described.list)).toHaveLength(summary?.count ?? 0)
  })

  it('counts each record at one place of the rail', async () => {
    const { kinds } = await waitingSummaries(later())
    const { isWork, places } = await waitingCounts(later())
    const of = (...counted: WaitingKindKey[]) =>
      kinds.filter(({ kind }) => counted.includes(kind)).reduce((sum, { count }) => sum + count, 0)
    expect(isWork).toBe(true)
    expect(places).toMatchObject({
      credit: of('REFERRED', 'HELD', 'UNPAID'),
      fulfilment: of('SHORT', 'PICK', 'PACK', 'PUT_BACK'),
      collection: of('UNMATCHED', 'UNAPPLIED'),
    })
    expect((await waitingCounts(ctxOf('warehouse'))).places).not.toHaveProperty('collection')
  })

  it('has at least one record of every kind', async () => {
    const { kinds, isWork } = await waitingSummaries(later())
    expect(isWork).toBe(true)
    expect(kinds.map((one) => [one.kind, one.count]).sort()).toEqual([
      ['ADDRESS', 1],
      ['ARRIVAL', 3],
      ['DISPATCH', 1],
      ['DISPUTE', 1],
      ['LATE', 1],
      ['LATE_RISK', 1],
      ['NOT_INVOICED', 1],
      ['OVERDUE', 1],
      ['PACK', 2],
      ['PICK', 1],
      ['PROMISE_BROKEN', 1],
      ['PUT_BACK', 1],
      ['QUOTE', 1],
      ['REFERRED', 2],
      ['SHORT', 1],
      ['UNAPPLIED', 1],
      ['UNMATCHED', 2],
    ])
    const ages = kinds.map((one) => one.first.since.getTime())
    expect(ages).toEqual([...ages].sort((a, b) => a - b))
  })

  it('shows an owner, and nobody else, a mail that was not sent', async () => {
    const ctx = later()
    const about = { effectKey: 'home/mail', objectType: 'organisation', objectId: ctx.organisationId }
    const words = { to: 'buyer@customer.test', subject: 'Your quote', text: 't', html: 'h' }
    const [[mail]] = await read(ctx, queueMail(ctx, { kind: 'QUOTE', ...about, ...words }))
    await read(
      ctx,
      sql`UPDATE mail SET state = 'FAILED' WHERE organisation_id = ${ctx.organisationId} AND id = ${mail?.id}`,
    )
    const mails = async (who: Ctx) => (await waitingSummaries(who)).kinds.filter((one) => one.kind === 'MAIL')
    expect(await mails(ctx)).toMatchObject([{ count: 1, first: { label: 'Your quote', customerName: null } }])
    expect(await mails(ctxOf('sales', 'finance'))).toEqual([])
    await setMailAside(ctx, { id: mail?.id ?? '' })
    expect(await mails(ctx)).toEqual([])
  })

  it('tells an order held from one referred', async () => {
    const ctx = later()
    const { customerId } = await makeCustomer(ctx)
    await holdCustomer(ctx, { customerId, reason: 'asked to' })
    const { productId } = await makeProduct(ctx, { stock: 1 })
    await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const { kinds } = await waitingSummaries(ctx)
    expect(kinds.find((one) => one.kind === 'HELD')?.count).toBe(1)
  })

  it('is a stranger’s never', async () => {
    expect((await waitingSummaries(stranger.ctx)).kinds).toEqual([])
    for (const kind of waitingKeys) expect((await listWaiting(stranger.ctx, { kind })).rows).toEqual([])
    expect((await deskFigures(stranger.ctx)).every(({ count }) => count === 0)).toBe(true)
  })
})

const floor = 'SHORT PICK PACK PUT_BACK LATE DISPATCH MISSED LATE_RISK ARRIVAL NOT_DELIVERED'.split(
  ' ',
) as WaitingKindKey[]

describe('a home by what somebody may do', () => {
  it.each<[Role, WaitingKindKey[]]>([
    ['warehouse', floor],
    ['shipping', floor],
    ['credit', ['REFERRED', 'HELD', 'PROMISE_MADE', 'PROMISE_BROKEN', 'DISPUTE', 'OVERDUE']],
  ])('%s is asked for the work of the job', (role, expected) => {
    const held = ctxOf(role).permissions as ReadonlySet<string>
    const { kinds, isWork } = waitingFor((permission) => held.has(permission))
    expect(isWork).toBe(true)
    expect([...kinds].sort()).toEqual([...expected].sort())
  })

  it('a viewer sees what waits as news, and has no first step', async () => {
    const { kinds, isWork } = await waitingSummaries(ctxOf('viewer'))
    expect([kinds.length > 5, isWork]).toEqual([true, false])
    const held = ctxOf('viewer').permissions as ReadonlySet<string>
    expect(firstSteps.filter((step) => held.has(step.permission))).toEqual([])
    expect(await deskFigures(ctxOf('viewer'))).toEqual([])
  })

  it.each(roles)('%s is shown no line that the role may not see', async (role) => {
    const ctx = ctxOf(role)
    const held = ctx.permissions as ReadonlySet<string>
    const { kinds } = await waitingSummaries(ctx)
    expect(kinds.filter(({ kind }) => !held.has(waitingKinds[kind].sees))).toEqual([])
  })

  it('a kind that somebody may not see has no rows for them', async () => {
    expect((await listWaiting(ctxOf('warehouse'), { kind: 'UNMATCHED' })).rows).toEqual([])
    expect((await listWaiting(later(), { kind: 'UNMATCHED' })).rows).toHaveLength(2)
  })

  it('several roles have the work of all of them', () => {
    const held = ctxOf('warehouse', 'finance').permissions as ReadonlySet<string>
    const { kinds } = waitingFor((permission) => held.has(permission))
    expect(kinds).toEqual(expect.arrayContaining(['PICK', 'UNMATCHED', 'NOT_INVOICED', 'OVERDUE']))
  })

  it('a new organisation has taken none of the first steps', async () => {
    expect(await stepsDone(stranger.ctx)).toEqual({
      products: false,
      stock: false,
      customers: false,
      orders: false,
      legal: false,
    })
    expect(await stepsDone(later())).toEqual({
      products: true,
      stock: true,
      customers: true,
      orders: true,
      legal: true,
    })
  })
})

describe.each([
  // Half past midnight there, and half an hour before it.
  ['Pacific/Auckland', '2026-09-15T12:30:00Z', '2026-09-15T11:30:00Z'],
  ['America/Los_Angeles', '2026-09-16T07:30:00Z', '2026-09-16T06:30:00Z'],
])('the day in %s', (timeZone, after, before) => {
  it('begins at midnight there, whatever the database thinks', async () => {
    const own = virtualClock(new Date(before))
    const { ctx, ctxOf: of } = await makeOrganisation({ clock: own, timeZone })
    const { customerId } = await makeCustomer(ctx)
    const { productId } = await makeProduct(ctx, { stock: 5 })
    await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }], requestedOn: ctx.today })
    const count = async (asked: Ctx) => (await deskFigures(asked)).find(({ key }) => key === 'ORDERS_TODAY')?.count
    expect(await count(ctx)).toBe(1)
    own.set(new Date(after))
    expect(await count(of('owner'))).toBe(0)
  })

  it('an order is late from the midnight after its promised day on', async () => {
    const own = virtualClock(new Date('2026-09-10T20:00:00Z'))
    const { ctx, ctxOf: of } = await makeOrganisation({ clock: own, timeZone })
    const { customerId } = await makeCustomer(ctx)
    const { productId } = await makeProduct(ctx, { stock: 5 })
    const { promisedOn } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const late = async () => (await waitingSummaries(of('owner'))).kinds.find(({ kind }) => kind === 'LATE')
    const [[edge]] = await read(
      ctx,
      sql<{ at: Date }>`SELECT (${promisedOn}::date + 1)::timestamp AT TIME ZONE ${timeZone} AS at`,
    )
    const midnight = edge?.at.getTime() ?? 0
    own.set(new Date(midnight - 1))
    expect(await late()).toBeUndefined()
    own.set(new Date(midnight))
    expect((await late())?.first.since.getTime()).toBe(midnight)
  })
})
