import { beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { columnsOf, lookedAt, movedIn, takenBack } from '@/prisma/seed/imported'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { jobPorts } from '@/server/platform/jobs/ports'
import { goOn, goOnAll } from './mutations/go-on'
import { choose, drop, start, undo } from './mutations/import'
import { lookAt } from './mutations/look-at'
import { productMover } from './mutations/move-products'
import type { Mover } from './mutations/mover'
import { takeBackRows } from './mutations/take-back'
import { takeFile } from './mutations/take-file'
import { writeRows } from './mutations/write-rows'
import { importRecord, importRows } from './queries/imports'
import type { ImportHead } from './queries/rows'

let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  stranger = (await makeOrganisation()).ctx
})

const rowsOf = async (text: string, of = ctx) => (await read(of, { text, values: [] }))[0] as Record<string, unknown>[]
const sent = (text: string, fileName = 'list.csv', of = ctx) => takeFile(of, { fileName, bytes: Buffer.from(text) })
const list = 'SKU,Name,Price\nA-1,One,1\nA-2,Two,x\n'
const columns = columnsOf({ sku: 0, name: 1, unitPrice: 2 })
const choice = (id: string) => ({ id, kind: 'PRODUCTS' as const, columns })

describe('an import that is asked for', () => {
  it('is refused in every state in which it cannot be, and is nobody else’s', async () => {
    const { id } = await sent(list)
    const choosing = (of: Ctx) => choose(of, choice(id))
    const starting = (of: Ctx) => start(of, { id, skipsWrong: true })
    const undoing = (of: Ctx) => undo(of, { id })
    const dropping = (of: Ctx) => drop(of, { id })
    for (const verb of [choosing, starting, undoing, dropping]) expect(await refused(verb(stranger))).toBe('NOT_FOUND')
    expect(await refusedWith(choose(ctx, { ...choice(id), columns: columns.slice(1) }))).toEqual([
      'FIELDS_MISSING',
      { kind: 'PRODUCTS', fields: ['sku'] },
    ])
    expect(await refused(starting(ctx))).toBe('STALE')
    await choosing(ctx)
    expect(await refused(starting(ctx))).toBe('STALE')
    await goOn(ctx, id)
    expect(await refusedWith(start(ctx, { id, skipsWrong: false }))).toEqual(['ROWS_WRONG', { count: 1 }])
    expect(await refused(undoing(ctx))).toBe('STALE')
    expect(await refused(starting(made.ctxOf('credit')))).toBe('FORBIDDEN')
    await starting(ctx)
    expect(await refused(dropping(ctx))).toBe('STALE')
    await goOn(ctx, id)
    for (const verb of [choosing, starting, dropping]) expect(await refused(verb(ctx))).toBe('STALE')
    expect(await refused(undoing(made.ctxOf('credit')))).toBe('FORBIDDEN')
    const same = await lookedAt(ctx, list)
    expect(await refused(start(ctx, { id: same.id, skipsWrong: true }))).toBe('NOTHING_TO_MOVE')
    const soon = { ...ctx, now: new Date(ctx.now.getTime() + 1000) }
    const later = await movedIn(soon, 'SKU,Name,Price\nA-3,Three,1\n')
    expect(await refused(undoing(ctx))).toBe('NOT_THE_LAST')
    await takenBack(ctx, later.id)
    expect(await takenBack(ctx, id)).toMatchObject({ state: 'UNDONE', kept: 0 })
    expect(await refused(undoing(ctx))).toBe('STALE')
  })

  it('stays when its rows are gone, as those of an import are that came in an archive: nothing tells what it made', async () => {
    const { ctx: other } = await makeOrganisation()
    const { id } = await movedIn(other, list)
    await transaction(other, {}, (tx) => tx.commit({ text: 'DELETE FROM import_row', values: [] }))
    expect(await refused(undo(other, { id }))).toBe('ROWS_GONE')
    expect(await importRecord(other, id)).toMatchObject({ state: 'DONE', isLast: true, sample: [] })
  })

  it('is taken back once, however many workers do it', async () => {
    const rows = Array.from({ length: 600 }, (_, nth) => `B-${nth},Back ${nth},1`)
    const { id } = await movedIn(ctx, `SKU,Name,Price\n${rows.join('\n')}\n`)
    await undo(ctx, { id })
    await Promise.all([goOn(ctx, id), goOn(ctx, id), goOn(ctx, id)])
    expect(await importRecord(ctx, id)).toMatchObject({ state: 'UNDONE', kept: 0 })
    expect(await payloadsOf(ctx, 'exchange/import.undone', id)).toEqual([{ kind: 'PRODUCTS' }])
    expect(await rowsOf("SELECT count(*)::int AS n FROM product WHERE sku ~ '^B-'")).toEqual([{ n: 0 }])
  })

  it('keeps what one worker has written when another is refused with the same rows', async () => {
    const { id } = await lookedAt(ctx, 'SKU,Name,Price\nR-1,Raced,1\n')
    await start(ctx, { id, skipsWrong: false })
    const [[late]] = await read(ctx, sql<ImportHead>`SELECT * FROM import_file WHERE id = ${id}::uuid`)
    await goOn(ctx, id)
    const before = await importRecord(ctx, id)
    const refusing = { ...productMover, series: [{ name: ['product', 'P-'] as const, needs: () => refuse('STALE') }] }
    // One that has come as far and is over is not gone on with either.
    for (const reached of [0, 2])
      await writeRows(ctx, { ...late, reached } as ImportHead, refusing as unknown as Mover, [2])
    expect((await importRows(ctx, { id })).rows).toMatchObject([{ outcome: 'NEW', problems: [] }])
    expect([before.state, await importRecord(ctx, id)]).toEqual(['DONE', before])
  })

  it('is left alone by a worker who finds it thrown away', async () => {
    const id = newId(ctx.now)
    const gone = { id, kind: 'PRODUCTS', state: 'RUNNING', reached: 0, heads: [], mapping: {} } as unknown as ImportHead
    for (const work of [lookAt(ctx, id, productMover as Mover), takeBackRows(ctx, id)])
      expect(await refused(work)).toBe('done')
    for (const turns of [[], [2]])
      expect(await refused(writeRows(ctx, gone, productMover as Mover, turns))).toBe('done')
  })

  it('leaves the row out that alone cannot be written, and says why', async () => {
    const file = 'SKU,Name,Price,Barcode\nG-1,One,1,4006381333931\nG-2,Two,1,4006381333931\nG-3,Three,1,\n'
    const { id } = await movedIn(ctx, file)
    const { rows } = await importRows(ctx, { id })
    expect(rows.map(({ outcome, problems }) => problems?.[0] ?? outcome)).toEqual([
      'NEW',
      { field: 'gtin', code: 'GTIN_TAKEN' },
      'NEW',
    ])
    expect(await importRecord(ctx, id)).toMatchObject({ state: 'DONE', counts: { NEW: 2, WRONG: 1 }, done: 3 })
    await takenBack(ctx, id)
    const whole = await lookedAt(ctx, file)
    expect(whole.outcomes).toEqual({ NEW: 3 })
    await start(ctx, { id: whole.id, skipsWrong: false })
    await goOn(ctx, whole.id)
    expect(await importRecord(ctx, whole.id)).toMatchObject({ state: 'UNDONE', failure: 'ROW_TURNED_WRONG', kept: 0 })
    expect(await rowsOf("SELECT 1 FROM product WHERE sku LIKE 'G-%'")).toEqual([])
  })

  it('is thrown away with its rows while nothing of it was moved in', async () => {
    for (const goes of [false, true]) {
      const { id } = goes ? await lookedAt(ctx, list) : await sent(list)
      await drop(ctx, { id })
      expect(await refused(importRecord(ctx, id))).toBe('NOT_FOUND')
      expect(await rowsOf(`SELECT 1 FROM import_row WHERE import_id = '${id}'`)).toEqual([])
    }
  })

  it('sets the numbers of ours aside that the file gives, whichever column they stand in', async () => {
    await movedIn(ctx, 'Name,Customer number\nOne,CU-5000\nTwo,CU-4000\nThree,Z-9\n', 'CUSTOMERS')
    expect((await makeCustomer(ctx)).number).toBe('CU-5001')
    await movedIn(ctx, 'Name,Customer number\nFour,CU-3000\n', 'CUSTOMERS')
    expect((await makeCustomer(ctx)).number).toBe('CU-5002')
  })
})

describe('the background', () => {
  const limits = 'Customer number,Name,Credit limit\nL-1,Limit,100\n'
  it('goes on as who asked: with the owner’s rights and name, and without rights of somebody who is no member', async () => {
    const system = await jobPorts.mintCtx(made.organisation.id)
    const { id } = await sent(limits)
    await choose(ctx, { id, kind: 'CUSTOMERS', columns: columnsOf({ number: 0, name: 1, limit: 2 }) })
    const { id: other } = await sent(limits.replaceAll('L-1', 'L-2'))
    await choose(made.ctxOf('owner'), {
      id: other,
      kind: 'CUSTOMERS',
      columns: columnsOf({ number: 0, name: 1, limit: 2 }),
    })
    await goOnAll(system)
    expect([(await importRecord(ctx, id)).outcomes, (await importRecord(ctx, other)).outcomes]).toEqual([
      { NEW: 1 },
      { WRONG: 1 },
    ])
    await start(ctx, { id, skipsWrong: false })
    await goOnAll(system)
    expect(await importRecord(ctx, id)).toMatchObject({ state: 'DONE', counts: { NEW: 1 } })
    const told =
      await rowsOf(`SELECT e.actor_kind, e.actor_id FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
      JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.object_id WHERE c.number = 'L-1' AND e.name = 'customer/customer.created'`)
    expect(told).toEqual([{ actorKind: 'PERSON', actorId: made.owner.userId }])
  })

  it('finds a record that is named twice, however far apart, and says where it was named first', async () => {
    const rows = Array.from({ length: 501 }, (_, nth) => `F-${nth},Far,1`)
    const { id } = await lookedAt(ctx, `SKU,Name,Price\n${[...rows, 'F-0,Again,1', 'F-500,Near,1'].join('\n')}\n`)
    const wrong = await importRows(ctx, { id, outcome: 'WRONG' })
    expect(wrong.rows.map(({ place, problems }) => [place, problems])).toEqual([
      [503, [{ field: 'key', code: 'ROW_REPEATED', parameters: { row: 2 } }]],
      [504, [{ field: 'key', code: 'ROW_REPEATED', parameters: { row: 502 } }]],
    ])
  })
})

describe('a file that is taken in', () => {
  it.each([
    ['Prices, of, autumn\n\nSKU,Name,Price\nT-1,Tin,1\n', ['SKU', 'Name', 'Price'], 1],
    ['Our list\nfoo,bar\n1,2\n3,4\n', ['foo', 'bar'], 2],
    ['foo,bar\n1,2\n', ['foo', 'bar'], 1],
  ])('has its heads where most are known, else where the first several cells are: %j', async (text, heads, rows) => {
    expect(await importRecord(ctx, (await sent(text)).id)).toMatchObject({ heads, rows })
  })

  it('keeps its name, and has one when it came without; what holds no record is refused', async () => {
    const named = async (name: string) => (await importRecord(ctx, (await sent(list, name)).id)).fileName
    expect([await named('prices.csv'), await named('\u0000'), (await named('n'.repeat(300))).length]).toEqual([
      'prices.csv',
      'file',
      200,
    ])
    const pictures = 'Handle,Title,Option1 Value,Variant SKU,Variant Price\nshirt,Shirt,Red,,\n'
    expect(await refused(sent(pictures))).toBe('SHEET_NO_ROWS')
  })

  it('is remembered by its heads, and forgotten when nobody went on with it for a week', async () => {
    const later = (days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) })
    const heads = 'Nummer,Was,Wert'
    const { id } = await sent(`${heads}\nR-1,One,1\n`)
    await choose(ctx, choice(id))
    await goOn(ctx, id)
    const again = await sent(`${heads}\nR-2,Two,2\n`)
    expect(await importRecord(ctx, again.id)).toMatchObject({
      kind: 'PRODUCTS',
      mapping: { sku: 0, name: 1, unitPrice: 2 },
    })
    const done = await movedIn(ctx, 'SKU,Name,Price\nR-9,Nine,9\n')
    await sent(list, 'list.csv', later(6))
    expect(await importRecord(ctx, id)).toMatchObject({ state: 'CHECKED' })
    await sent(list, 'list.csv', later(8))
    for (const old of [id, again.id]) expect(await refused(importRecord(ctx, old))).toBe('NOT_FOUND')
    const rows = () => rowsOf(`SELECT 1 FROM import_row WHERE import_id = '${done.id}'`)
    await sent(list, 'list.csv', later(89))
    expect(await rows()).toHaveLength(1)
    await sent(list, 'list.csv', later(91))
    expect([await rows(), (await importRecord(ctx, done.id)).state]).toEqual([[], 'DONE'])
  })
})

it('the background process goes on in the name of who asked, also when they have left since, and with nothing else', async () => {
  const house = await makeOrganisation()
  const own = house.ctx
  const process: Ctx = { ...own, actor: { kind: 'SYSTEM', id: null } }
  const asker = house.ctxOf('owner')
  await transaction(own, {}, (tx) =>
    tx.commit(
      sql`INSERT INTO membership (organisation_id, user_id, name, email, roles, joined_at)
        VALUES (${own.organisationId}, ${asker.actor.id}, 'Ada', 'ada@example.test', '{owner}', ${own.now})`,
    ),
  )
  const makers = async () =>
    (
      await read(
        own,
        sql<{
          actorId: string | null
        }>`SELECT actor_id FROM event WHERE organisation_id = ${own.organisationId} AND name = 'catalog/product.created' ORDER BY id`,
      )
    )[0].map(({ actorId }) => actorId)
  const moves = async (by: Ctx, sku: string) => {
    const { id } = await lookedAt(by, `SKU,Name,Price\n${sku},Named,1\n`, 'PRODUCTS')
    await start(by, { id, skipsWrong: false })
    return id
  }
  const [first, second] = [await moves(asker, 'A-1'), await moves(own, 'A-2')]
  await transaction(own, {}, (tx) =>
    tx.commit(
      sql`UPDATE membership SET disabled_at = ${own.now} WHERE organisation_id = ${own.organisationId} AND user_id = ${asker.actor.id}`,
    ),
  )
  for (const id of [first, second, newId(ctx.now)]) await goOn(process, id)
  expect(await makers()).toEqual([asker.actor.id, own.actor.id])
  for (const id of [first, second])
    expect(await importRecord(own, id)).toMatchObject({ state: 'DONE', counts: { NEW: 1 } })
})
