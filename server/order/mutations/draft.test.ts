import { beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { setLimit } from '@/server/credit/mutations/limit'
import { mintCtx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { listDrafts, orderDraft } from '../queries/drafts'
import { orderFiles } from '../queries/files'
import { listOrders } from '../queries/list'
import { confirm } from './confirm'
import { discardDraft, saveDraft } from './draft'

const later = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000)

let made: MadeOrganisation
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
  ;({ customerId } = await makeCustomer(made.ctx, { name: 'Harbour Café' }))
  await setLimit(made.ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
  ;({ productId } = await makeProduct(made.ctx, { stock: 50 }))
})

it('the team finds a draft with its author and time; the second of two saves is refused', async () => {
  const { ctx } = made
  const input = { customerId, content: '{"note":"a"}', lines: 2, note: 'Calls back' }
  const { id } = await saveDraft(ctx, { ...input, idempotencyKey: 'once' })
  expect((await saveDraft(ctx, { ...input, idempotencyKey: 'once' })).id).toBe(id)
  const [row, ...more] = (await listDrafts(ctx, {})).rows
  expect(more).toEqual([])
  expect(row).toMatchObject({
    id,
    customerName: 'Harbour Café',
    lines: 2,
    note: 'Calls back',
    savedByName: 'Olive Owner',
  })
  const { version } = await orderDraft(ctx, { id })
  await saveDraft(ctx, { ...input, id, content: '{"note":"a2"}' })
  await expect(saveDraft(ctx, { ...input, id, version })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  const { version: next } = await orderDraft(ctx, { id })
  await saveDraft(ctx, { ...input, id, version: next, content: '{"note":"b"}' })
  expect(await refused(saveDraft(ctx, { ...input, id, version, content: '{"note":"c"}' }))).toBe('CHANGED_MEANWHILE')
  expect((await orderDraft(ctx, { id })).content).toBe('{"note":"b"}')
  const { ctx: stranger } = await makeOrganisation()
  expect((await listDrafts(stranger, {})).rows).toEqual([])
  expect(await refused(orderDraft(stranger, { id }))).toBe('NOT_FOUND')
  expect(await refused(saveDraft(stranger, { ...input, id }))).toBe('NOT_FOUND')
  expect(await refused(discardDraft(stranger, { id }))).toBe('DRAFT_GONE')
  await discardDraft(ctx, { id })
  expect(await refused(saveDraft(ctx, { ...input, id }))).toBe('DRAFT_GONE')
})

it('a draft that a program saves is nobody’s', async () => {
  const { organisation, ctx } = await makeOrganisation()
  const program = mintCtx({ organisation, actor: { kind: 'KEY', id: newId(ctx.now) } })
  await saveDraft(program, { content: '{}', lines: 0 })
  const [kept] = await read(ctx, sql`SELECT saved_by FROM order_draft WHERE organisation_id = ${ctx.organisationId}`)
  expect(kept).toEqual([{ savedBy: null }])
})

it('a draft is confirmed once and then deleted; a refused confirmation keeps it', async () => {
  const { ctx } = made
  const { id: draftId } = await saveDraft(ctx, { customerId, content: '{}', lines: 1 })
  const lines = [{ productId, quantity: 1 }]
  const nobody = '00000000-0000-7000-8000-000000000001'
  expect(await refused(confirm(ctx, { customerId: nobody, draftId, lines }))).toBe('NOT_FOUND')
  expect((await listDrafts(ctx, {})).rows).toHaveLength(1)
  const both = await Promise.all([1, 2].map(() => refused(confirm(ctx, { customerId, draftId, lines }))))
  expect(both.sort()).toEqual(['DRAFT_GONE', 'done'])
  expect((await listDrafts(ctx, {})).rows).toEqual([])
  expect((await listOrders(ctx, { customerId })).rows).toHaveLength(1)
})

it('the list finds drafts by customer, note and author, page by page, ascending and descending', async () => {
  const { ctx, ctxOf, ...rest } = await makeOrganisation()
  const mate = ctxOf('sales')
  const { customerId: harbour } = await makeCustomer(ctx, { name: 'Harbour Café' })
  const saved: string[] = []
  for (const [n, note] of ['Blue, not 50% red', 'calls back', 'two vans'].entries()) {
    const by = { ...(n === 1 ? mate : ctx), now: later(ctx.now, n) }
    saved.push((await saveDraft(by, { content: '{}', lines: n, note, ...(n === 2 && { customerId: harbour }) })).id)
  }
  const ids = async (asked: Parameters<typeof listDrafts>[1], as = ctx) =>
    (await listDrafts(as, asked)).rows.map(({ id }) => saved.indexOf(id))
  expect(await ids({})).toEqual([2, 1, 0])
  expect(await ids({ sort: 'savedAt' })).toEqual([0, 1, 2])
  expect(await ids({ mine: true })).toEqual([2, 0])
  expect(await ids({ mine: true }, mate)).toEqual([1])
  expect(await ids({ q: 'CALLS' })).toEqual([1])
  expect(await ids({ q: '50% r' })).toEqual([0])
  expect(await ids({ q: 'harbour' })).toEqual([2])
  expect(await ids({ customerId: harbour })).toEqual([2])
  const first = await listDrafts(ctx, { limit: 2 })
  expect(await ids({ limit: 2, after: first.next ?? '' })).toEqual([0])
  const file = orderFiles.drafts
  const [row] = (await file.page(ctx, { view: 'mine', q: 'vans' }, undefined)).rows
  expect(file.columns({ ...rest, ctx } as never).map(({ value }) => row && value(row))).toEqual([
    'Harbour Café',
    2,
    'two vans',
    'Olive Owner',
    later(ctx.now, 2),
    'Olive Owner',
    later(ctx.now, 2),
  ])
  const { ctx: stranger } = await makeOrganisation()
  expect(await ids({ q: 'harbour' }, stranger)).toEqual([])
})
