import { beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { quoting } from '@/prisma/seed/quotes'
import { refused } from '@/prisma/seed/refused'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { saleNotesOf } from '../queries/notes'
import { acceptQuote } from './accept-quote'
import { confirm } from './confirm'
import { addSaleNote, changeSaleNote, deleteSaleNote } from './note'

let ctx: Ctx
let colleague: Ctx
let stranger: Ctx
let customerId: string
let productId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  colleague = { ...ctx, actor: { kind: 'PERSON', id: newId(ctx.now) } }
  stranger = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
  productId = await makeGoods(ctx, { stock: 5 })
})

const textsOf = async (by: Ctx, kind: 'order' | 'quote', id: string) =>
  (await saleNotesOf(by, { kind, id })).map(({ text, own, ofQuote }) => [text, own, ofQuote])

describe('notes of the team about a sale', () => {
  it('are read by the team, changed and deleted by their author only, and not found by a stranger', async () => {
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const about = { kind: 'order' as const, id: orderId }
    const { id } = await addSaleNote(ctx, { about, text: 'Ring before delivery' })
    expect(await textsOf(ctx, 'order', orderId)).toEqual([['Ring before delivery', true, false]])
    expect(await textsOf(colleague, 'order', orderId)).toEqual([['Ring before delivery', false, false]])
    expect(await textsOf(stranger, 'order', orderId)).toEqual([])
    expect(await refused(changeSaleNote(colleague, { id, text: 'Mine' }))).toBe('NOTE_OF_ANOTHER')
    expect(await refused(deleteSaleNote(stranger, { id }))).toBe('NOT_FOUND')
    expect(await refused(addSaleNote(stranger, { about, text: 'Mine' }))).toBe('NOT_FOUND')
    await changeSaleNote(ctx, { id, text: 'Ring twice' })
    expect(await textsOf(ctx, 'order', orderId)).toEqual([['Ring twice', true, false]])
    await deleteSaleNote(ctx, { id })
    expect(await textsOf(ctx, 'order', orderId)).toEqual([])
  })

  it('of a quote are shown on its order too', async () => {
    const quoteId = await quoting(() => ({ ctx, customerId, productId })).sent()
    await addSaleNote(ctx, { about: { kind: 'quote', id: quoteId }, text: 'Wants it before the fair' })
    const { orderId } = await acceptQuote(ctx, { id: quoteId, name: 'Ada Buyer' })
    expect(await textsOf(ctx, 'order', orderId)).toEqual([['Wants it before the fair', true, true]])
    expect(await textsOf(ctx, 'quote', quoteId)).toEqual([['Wants it before the fair', true, false]])
  })
})
