import { procedure, router } from '@/server/platform/web/trpc'
import { addNote, changeNote, deleteNote } from '../mutations/note'
import { notesOf } from '../queries/notes'
import { customerRef } from '../schema'
import { addNoteInput, changeNoteInput } from '../schema/note'

const writer = procedure('customer.note')

export const customerNoteRouter = router({
  list: procedure('customer.read')
    .input(customerRef)
    .query(({ ctx, input }) => notesOf(ctx, input.id)),
  add: writer.input(addNoteInput).mutation(({ ctx, input }) => addNote(ctx, input)),
  change: writer.input(changeNoteInput).mutation(({ ctx, input }) => changeNote(ctx, input)),
  delete: writer.input(customerRef).mutation(({ ctx, input }) => deleteNote(ctx, input)),
})
