import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { eventsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { notesOf } from '../queries/notes'
import { addNote, changeNote, deleteNote } from './note'

let ctx: Ctx
let colleague: Ctx
let stranger: Ctx
beforeAll(async () => {
  const made = await makeOrganisation()
  ctx = made.ctx
  colleague = made.ctxOf('owner')
  stranger = (await makeOrganisation()).ctx
})

it('a note about a customer is read by the team, and changed and deleted by its author alone', async () => {
  const { customerId } = await makeCustomer(ctx)
  const texts = async (by: Ctx) => (await notesOf(by, customerId)).map(({ text, own }) => [text, own])
  const input = { customerId, text: 'Rings in the morning', idempotencyKey: randomUUID() }
  const { id } = await addNote(ctx, input)
  expect(await addNote(ctx, input)).toMatchObject({ id, repeated: true })
  expect(await texts(ctx)).toEqual([['Rings in the morning', true]])
  expect(await texts(colleague)).toEqual([['Rings in the morning', false]])
  expect(await texts(stranger)).toEqual([])
  for (const [by, code] of [
    [colleague, 'NOTE_OF_ANOTHER'],
    [stranger, 'NOT_FOUND'],
  ] as const) {
    expect(await refused(changeNote(by, { id, text: 'Mine' }))).toBe(code)
    expect(await refused(deleteNote(by, { id }))).toBe(code)
  }
  expect(await changeNote(ctx, { id, text: 'Rings at noon' })).toEqual({ id })
  expect(await notesOf(ctx, customerId)).toMatchObject([{ text: 'Rings at noon', changedAt: ctx.now }])
  await deleteNote(ctx, { id })
  expect(await texts(ctx)).toEqual([])
  expect((await eventsOf(ctx, customerId)).map(({ name }) => name).slice(-3)).toEqual([
    'customer/note.added',
    'customer/note.changed',
    'customer/note.deleted',
  ])
})

it('a note is about a customer of one’s own house, and by a person', async () => {
  const { customerId } = await makeCustomer(ctx)
  const add = (by: Ctx, id = customerId) => refusedWith(addNote(by, { customerId: id, text: 'x' }))
  const nobody = { ...ctx, actor: { kind: 'SYSTEM', id: null } as Ctx['actor'] }
  for (const asked of [add(stranger), add(ctx, newId(ctx.now)), add(nobody)])
    expect(await asked).toEqual(['NOT_FOUND', { noun: 'customer' }])
  expect(await notesOf(ctx, customerId)).toEqual([])
  expect(await add(colleague)).toBe('done')
})
