import { procedure, router } from '@/server/platform/web/trpc'
import { acceptQuote } from '../mutations/accept-quote'
import { changeQuote, withdrawQuote, writeQuote } from '../mutations/quote'
import { linkQuote, sendQuote } from '../mutations/send-quote'
import { listQuotes, quoteRecord } from '../queries/quotes'
import { reckonQuote } from '../queries/reckoned'
import {
  acceptQuoteInput,
  changeQuoteInput,
  quoteListInput,
  reckonInput,
  recordInput,
  writeQuoteInput,
} from '../schema'

export const quoteRouter = router({
  list: procedure('order.read')
    .input(quoteListInput)
    .query(({ ctx, input }) => listQuotes(ctx, input)),
  get: procedure('order.read')
    .input(recordInput)
    .query(({ ctx, input }) => quoteRecord(ctx, input)),
  reckon: procedure('order.read')
    .input(reckonInput)
    .query(({ ctx, input }) => reckonQuote(ctx, input)),
  write: procedure('quote.change')
    .input(writeQuoteInput)
    .mutation(({ ctx, input }) => writeQuote(ctx, input)),
  change: procedure('quote.change')
    .input(changeQuoteInput)
    .mutation(({ ctx, input }) => changeQuote(ctx, input)),
  send: procedure('quote.change')
    .input(recordInput)
    .mutation(({ ctx, input }) => sendQuote(ctx, input)),
  link: procedure('quote.change')
    .input(recordInput)
    .mutation(({ ctx, input }) => linkQuote(ctx, input)),
  accept: procedure('order.confirm')
    .input(acceptQuoteInput)
    .mutation(({ ctx, input }) => acceptQuote(ctx, input)),
  withdraw: procedure('quote.change')
    .input(recordInput)
    .mutation(({ ctx, input }) => withdrawQuote(ctx, input)),
})
