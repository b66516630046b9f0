import { beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { setLimit } from '@/server/credit/mutations/limit'
import { listDrafts, orderDraft } from '../queries/drafts'
import { listOrders } from '../queries/list'
import { confirm } from './confirm'
import { discardDraft, saveDraft } from './draft'

let made: MadeOrganisation
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
  ;({ customerId } = await makeCustomer(made.ctx, { name: 'Harbour Café' }))
  await setLimit(made.ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
  ;({ productId } = await makeProduct(made.ctx, { stock: 50 }))
})

it('a draft is found again by the team with who and when, and the later of two saves is told', async () => {
  const { ctx } = made
  const input = { customerId, content: '{"note":"a"}', lines: 2, note: 'Calls back' }
  const { id } = await saveDraft(ctx, { ...input, idempotencyKey: 'once' })
  expect((await saveDraft(ctx, { ...input, idempotencyKey: 'once' })).id).toBe(id)
  const [row, ...more] = await listDrafts(ctx)
  expect(more).toEqual([])
  expect(row).toMatchObject({
    id,
    customerName: 'Harbour Café',
    lines: 2,
    note: 'Calls back',
    savedByName: 'Olive Owner',
  })
  const { version } = await orderDraft(ctx, { id })
  await saveDraft(ctx, { ...input, id, version, content: '{"note":"b"}' })
  expect(await refused(saveDraft(ctx, { ...input, id, version, content: '{"note":"c"}' }))).toBe('CHANGED_MEANWHILE')
  expect((await orderDraft(ctx, { id })).content).toBe('{"note":"b"}')
  const { ctx: stranger } = await makeOrganisation()
  expect(await listDrafts(stranger)).toEqual([])
  expect(await refused(orderDraft(stranger, { id }))).toBe('NOT_FOUND')
  expect(await refused(saveDraft(stranger, { ...input, id }))).toBe('NOT_FOUND')
  expect(await refused(discardDraft(stranger, { id }))).toBe('DRAFT_GONE')
  await discardDraft(ctx, { id })
  expect(await refused(saveDraft(ctx, { ...input, id }))).toBe('DRAFT_GONE')
})

it('is confirmed once, whoever does it, and is gone then; a refused confirmation leaves it there', async () => {
  const { ctx } = made
  const { id: draftId } = await saveDraft(ctx, { customerId, content: '{}', lines: 1 })
  const lines = [{ productId, quantity: 1 }]
  const nobody = '00000000-0000-7000-8000-000000000001'
  expect(await refused(confirm(ctx, { customerId: nobody, draftId, lines }))).toBe('NOT_FOUND')
  expect(await listDrafts(ctx)).toHaveLength(1)
  const both = await Promise.all([1, 2].map(() => refused(confirm(ctx, { customerId, draftId, lines }))))
  expect(both.sort()).toEqual(['DRAFT_GONE', 'done'])
  expect(await listDrafts(ctx)).toEqual([])
  expect((await listOrders(ctx, { customerId })).rows).toHaveLength(1)
})
