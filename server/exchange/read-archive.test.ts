import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archivedInto, rowsIn, typed, unpackedFrom } from '@/prisma/seed/archived'
import { makeBuyer, makeGoods, makePackedOrder, makePicker } from '@/prisma/seed/floor'
import { forging } from '@/prisma/seed/forged'
import { byValue, byWeight } from '@/prisma/seed/freight'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped, ship } from '@/prisma/seed/shipment'
import { listServices } from '@/server/carrier/queries'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { invoiceFile, mailDocument } from '@/server/invoicing/mutations/mail'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { lookUp, read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { loadOrganisation } from '@/server/platform/organisation/queries'
import { setChargePolicy } from '@/server/pricing/mutations/charge-policy'
import { chargePolicy } from '@/server/pricing/queries/charges'
import { checkOrganisation, checkThrough } from '@/server/simulation/check/check'
import { readArchive } from './mutations/read-archive'
import { startWorking } from './mutations/start-working'
import { takeFile } from './mutations/take-file'

let folder: string
let path: string
let made: MadeOrganisation
let from: Ctx
let files: Record<string, Uint8Array>

const check = { check: checkThrough }
const text = (name: string) => Buffer.from(files[name] ?? []).toString()
const lines = async <Row>(ctx: Ctx, query: string) => (await read(ctx, { text: query, values: [] }))[0] as Row[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octet-read-archive-'))
  path = join(folder, 'archive.zip')
  made = await makeOrganisation()
  from = made.ctx
  await giveLegalDetails(from)
  const customerId = await makeBuyer(from)
  const paid = await makeShipped(from, { customerId })
  const { invoiceId } = await issueForShipment(from, paid.shipmentId)
  await invoiceFile(from, invoiceId)
  await mailDocument(from, invoiceId)
  await recordReceipt(from, { customerId, amountMinor: 5_000_00n, receivedOn: from.today, method: 'BANK' })
  const open = await makeShipped(from, { customerId: await makeBuyer(from), quantity: 3, unitPrice: '12.345' })
  await issueForShipment(from, open.shipmentId)
  const picker = await makePicker(made, 'Pia Picker')
  const productId = await makeGoods(from, { stock: 9, sku: 'KEPT' })
  await makePackedOrder(picker, customerId, [{ productId, quantity: 2 }])
  await confirm(from, { customerId, lines: [{ productId, quantity: 30 }] })
  await typed(from, await makeBuyer(from))
  const none = { smallBelowMinor: null, smallMinor: null, minimumMinor: null, withLast: true }
  await setChargePolicy(from, { ...none, freight: byWeight([0, 690], [5000, 1290], [0, 1990, 'FR']) })
  // Nobody goes on with it elsewhere.
  await takeFile(from, { fileName: 'begun.csv', bytes: Buffer.from('SKU,Name\nA,B\n') })
  await archivedInto(from, path)
  files = await unpackedFrom(path)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What must be otherwise: the blocks of numbers that a process holds, whether a mail waits, and what the reading itself tells. */
function without(table: string, row: Record<string, unknown>) {
  const { txid: _, ...rest } = row
  if (table === 'organisation' || table === 'membership' || table === 'import_file') return null
  if (table === 'number_series') return row.gapless ? rest : { ...rest, next: null, taken: null, returned: null }
  if (table === 'mail') return { ...rest, state: row.state === 'QUEUED' ? 'SET_ASIDE' : row.state }
  return rest
}

describe('an archive that is read into an empty organisation', () => {
  let to: Ctx

  it('gives the same rows of every table, of which another organisation sees nothing, its own facts, and its people as names without access', async () => {
    to = (await makeOrganisation({ country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin' })).ctx
    const before = await lines(from, 'SELECT count(*)::int AS n, sum(hashtext(e::text)) AS s FROM event e')
    const told: number[][] = []
    const counts = await readArchive(to, path, { ...check, told: (...step) => told.push(step) })
    expect(counts).toMatchObject({ sales_order: 4, invoice: 2, shipment: 2, receipt: 1, order_draft: 1 })
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1])
    expect(await lines(from, 'SELECT count(*)::int AS n, sum(hashtext(e::text)) AS s FROM event e')).toEqual(before)
    await archivedInto(to, join(folder, 'again.zip'))
    const again = await unpackedFrom(join(folder, 'again.zip'))
    const [was, is] = [rowsIn(files, without), rowsIn(again, without)]
    const added = (table: string) => (is[table] ?? []).filter((row) => !was[table]?.includes(row))
    expect(
      added('event')
        .map((row) => JSON.parse(row).name)
        .sort(),
    ).toEqual(['exchange/archive.asked', 'exchange/archive.read', 'platform/organisation.founded'])
    expect(added('event_object')).toHaveLength(3)
    for (const [table, rows] of Object.entries(was)) {
      const here = is[table]?.filter((row) => !/^event/.test(table) || rows.includes(row))
      expect(here?.length === rows.length ? here : is[table], table).toEqual(rows)
    }
    const papers = Object.keys(files).filter((name) => /^(documents|files)\//.test(name))
    expect(papers.length).toBeGreaterThan(1)
    for (const name of papers)
      expect(Buffer.from(again[name] ?? []).equals(Buffer.from(files[name] ?? [])), name).toBe(true)
    expect([is.import_file, await lines(to, 'SELECT 1 FROM import_file')]).toEqual([[], []])
    expect(await checkOrganisation(to)).toEqual([])
    const [facts] = await lines(
      to,
      'SELECT legal_name, country, time_zone, iban, slug, still_since IS NOT NULL AS still FROM organisation',
    )
    const [there] = await lines(from, 'SELECT legal_name, country, time_zone, iban FROM organisation')
    expect(facts).toEqual({ ...(there as object), slug: to.organisation.slug, still: true })
    const people = await lines<{ name: string }>(
      to,
      'SELECT name, email, roles, disabled_at IS NULL AS active, user_id FROM membership ORDER BY name, active',
    )
    expect(people).toMatchObject([
      { name: 'Olive Owner', email: '', roles: [], active: false },
      { name: 'Olive Owner', roles: ['owner'], active: true, userId: to.actor.id },
      { name: 'Pia Picker', email: '', roles: [], active: false },
    ])
    const ids = people.map((row) => (row as unknown as { userId: string }).userId)
    expect(ids).not.toContain(from.actor.id)
    const actors = await lines<{ name: string }>(
      to,
      "SELECT DISTINCT m.name FROM event e JOIN membership m ON m.user_id = e.actor_id WHERE e.name LIKE 'fulfilment/%' ORDER BY 1",
    )
    expect(actors).toEqual([{ name: 'Olive Owner' }, { name: 'Pia Picker' }])
  })

  it('does nothing by itself until its owner says go, and then goes on with the next numbers', async () => {
    const waiting = async () => {
      const sweeps = ['mail', 'invoicing', 'overdue', 'packing', 'leaving', 'expiry']
      const due = await Promise.all(
        sweeps.map((sweep) =>
          lookUp(sql<{ organisationId: string }>`SELECT * FROM due_organisations(${sweep}, ${to.now})`),
        ),
      )
      const relayed = await lookUp(sql<{ organisationId: string; name: string }>`SELECT * FROM relay_pending(100000)`)
      const here = <Row extends { organisationId: string }>(rows: Row[]) =>
        rows.filter(({ organisationId }) => organisationId === to.organisationId)
      return { due: here(due.flat()).length, relayed: here(relayed).map(({ name }) => name) }
    }
    expect((await lines(to, "SELECT 1 FROM mail WHERE state IN ('QUEUED', 'SENDING')")).length).toBe(0)
    expect(await waiting()).toEqual({ due: 0, relayed: ['exchange/archive.asked'] })
    await startWorking(to)
    to = { ...to, organisation: await loadOrganisation(to.organisationId) }
    expect(await refused(startWorking(to))).toBe('STALE')
    const { due, relayed } = await waiting()
    expect(due).toBeGreaterThan(0)
    expect(relayed).toContain('exchange/archive.started')
    const highest = async (table: string) => {
      const [row] = await lines<{ n: number }>(
        to,
        `SELECT max(substring(number from '[0-9]+$')::int) AS n FROM ${table}`,
      )
      return Number(row?.n)
    }
    const [orders, invoices] = [await highest('sales_order'), await highest('invoice')]
    const customerId = await makeBuyer(to)
    const { orderId } = await confirm(to, {
      customerId,
      lines: [{ productId: await makeGoods(to, { stock: 1 }), quantity: 1 }],
    })
    expect(await highest('sales_order')).toBe(orders + 1)
    await issueForShipment(to, await ship(to, orderId, 1))
    expect(await highest('invoice')).toBe(invoices + 1)
    expect(await checkOrganisation(to)).toEqual([])
    expect(await refused(readArchive(to, path, check))).toBe('ORGANISATION_IN_USE')
  })
})

describe('a file that is no archive of ours is refused in words, and leaves nothing:', () => {
  let empty: Ctx
  beforeAll(async () => {
    empty = (await makeOrganisation()).ctx
  })
  const { json, manifest, cases } = forging(() => files)
  it.each(cases)('%s', async (_what, change, code) => {
    const other = Object.entries({ ...files, ...change() }).filter(([, content]) => content !== null)
    const zip = Object.fromEntries(other.map(([name, content]) => [name, Buffer.from(content as string)]))
    await writeFile(join(folder, 'other.zip'), zipSync(zip, { level: 0 }))
    const why = typeof code === 'string' ? [code, expect.anything()] : code
    expect(await refusedWith(readArchive(empty, join(folder, 'other.zip'), check))).toEqual(why)
    const left = await lines(
      empty,
      'SELECT (SELECT count(*)::int FROM product) AS products, (SELECT count(*)::int FROM bin) AS bins',
    )
    expect(left).toEqual([{ products: 0, bins: 1 }])
  })

  it('with references to records of somebody else, which it cannot reach', async () => {
    const { ctx: victim } = await makeOrganisation()
    const theirs = await makeGoods(victim, { stock: 5 })
    const rows = () => lines(victim, 'SELECT p::text, (SELECT count(*)::int FROM order_line) AS n FROM product p')
    const before = await rows()
    const { ctx } = await makeOrganisation()
    // What else lies in the file, or is called like a table elsewhere in it, is none.
    const beside = { 'notes/json/x.jsonl': Buffer.from('{}'), 'json/x.jsonl.txt': Buffer.from('{}') }
    const forged = async (table: string, change: (row: Record<string, unknown>) => object) => {
      const [[name, content]] = Object.entries(json(table, change)) as [[string, string]]
      const zip = { ...files, ...beside, [name]: Buffer.from(content) }
      await writeFile(join(folder, 'forged.zip'), zipSync(zip, { level: 0 }))
      return refusedWith(readArchive(ctx, join(folder, 'forged.zip'), check))
    }
    expect(await forged('order_line', (row) => ({ ...row, product_id: theirs }))).toEqual(['ARCHIVE_UNREADABLE', {}])
    const trial = (sample: string) =>
      transaction(ctx, {}, (tx) =>
        tx.commit(sql`UPDATE organisation SET sample = ${sample} WHERE id = ${ctx.organisationId}`),
      )
    await trial('GROWN')
    expect(await forged('product', (row) => row)).toEqual(['ORGANISATION_IN_USE', {}])
    await trial('NONE')
    expect(await forged('product', (row) => ({ ...row, organisation_id: victim.organisationId }))).toBe('done')
    expect(await rows()).toEqual(before)
  })

  it('but one of an older version, which says nothing of the organisation and one amount of freight, is read once by two who read it at once', async () => {
    const { ctx, owner } = await makeOrganisation()
    const { 'json/organisation.jsonl': _, ...older } = files
    const { organisation: __, ...rows } = JSON.parse(text('manifest.json')).rows
    // Its only person is who reads it, who is known by their address.
    const people = text('json/membership.jsonl').trim().split('\n')
    const me = people.map((line) => JSON.parse(line)).find((row) => row.user_id === from.actor.id)
    const once = {
      ...manifest({ rows: { ...rows, membership: 1 } }),
      'json/membership.jsonl': JSON.stringify({ ...me, email: owner.email }),
      ...json('charge_policy', ({ freight: _f, ...row }) => ({ ...row, freight_minor: 690, free_from_minor: 15000 })),
      ...json('carrier_service', ({ freight: _f, ...row }) => ({ ...row, charge_minor: null, free_from_minor: null })),
    }
    const other = Object.fromEntries(Object.entries(once).map(([name, content]) => [name, Buffer.from(content)]))
    await writeFile(join(folder, 'older.zip'), zipSync({ ...older, ...other }, { level: 0 }))
    const lost = { check: () => Promise.reject(new Error('lost')) }
    expect(await refused(readArchive(ctx, join(folder, 'older.zip'), lost))).toBe('Error: lost')
    const both = await Promise.all([1, 2].map(() => refused(readArchive(ctx, join(folder, 'older.zip'), check))))
    expect(both.sort()).toEqual(['ORGANISATION_IN_USE', 'done'])
    expect(await lines(ctx, 'SELECT count(*)::int AS n FROM sales_order')).toEqual([{ n: 4 }])
    expect((await chargePolicy(ctx)).freight).toEqual(byValue([0, 690], [15000, 0]))
    expect((await listServices(ctx)).map(({ freight }) => freight)).toEqual([null, null, null])
    expect(await lines(ctx, 'SELECT email, roles FROM membership')).toEqual([{ email: owner.email, roles: ['owner'] }])
    expect(await lines(ctx, "SELECT DISTINCT actor_id FROM event WHERE name = 'invoicing/invoice.issued'")).toEqual([
      { actorId: ctx.actor.id },
    ])
  })
})
