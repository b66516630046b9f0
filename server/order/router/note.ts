import { procedure, router } from '@/server/platform/web/trpc'
import { addSaleNote, changeSaleNote, deleteSaleNote } from '../mutations/note'
import { saleNotesOf } from '../queries/notes'
import { recordInput } from '../schema'
import { addSaleNoteInput, changeSaleNoteInput, saleInput } from '../schema/note'

const writer = procedure('customer.note')

export const saleNoteRouter = router({
  list: procedure('order.read')
    .input(saleInput)
    .query(({ ctx, input }) => saleNotesOf(ctx, input)),
  add: writer.input(addSaleNoteInput).mutation(({ ctx, input }) => addSaleNote(ctx, input)),
  change: writer.input(changeSaleNoteInput).mutation(({ ctx, input }) => changeSaleNote(ctx, input)),
  delete: writer.input(recordInput).mutation(({ ctx, input }) => deleteSaleNote(ctx, input)),
})
