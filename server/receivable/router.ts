import { z } from 'zod'
import { procedure, router } from '@/server/platform/web/trpc'
import { mergeCustomers } from './mutations/merge'
import { changePolicy, pauseCustomer } from './mutations/policy'
import { aging, owed, receivableAccount } from './queries/account'
import { payerDesk } from './queries/desk'
import { mergeOutlook } from './queries/merging'
import { previewReminders } from './queries/preview'
import { accountStatement } from './queries/statement'
import { agingInput, mergeInput, mergeOutlookInput, pauseInput, policyInput, statementInput } from './schema'

const reads = procedure('receivable.read')
const changes = procedure('receivable.change')
const merges = procedure('customer.merge')

export const receivableRouter = router({
  aging: reads.input(agingInput).query(({ ctx, input }) => aging(ctx, input.asOf)),
  owed: reads.query(({ ctx }) => owed(ctx)),
  account: reads
    .input(z.strictObject({ customerId: z.uuid() }))
    .query(({ ctx, input }) => receivableAccount(ctx, input.customerId)),
  desk: reads
    .input(z.strictObject({ customerId: z.uuid() }))
    .query(({ ctx, input }) => payerDesk(ctx, input.customerId)),
  statement: reads.input(statementInput).query(({ ctx, input }) => accountStatement(ctx, input)),
  preview: reads.query(({ ctx }) => previewReminders(ctx)),
  changePolicy: changes.input(policyInput).mutation(({ ctx, input }) => changePolicy(ctx, input)),
  mergeOutlook: merges.input(mergeOutlookInput).query(({ ctx, input }) => mergeOutlook(ctx, input)),
  merge: merges.input(mergeInput).mutation(({ ctx, input }) => mergeCustomers(ctx, input)),
  pause: changes.input(pauseInput).mutation(({ ctx, input }) => pauseCustomer(ctx, input)),
})
