import { procedure, router } from '@/server/platform/web/trpc'
import { holdCustomer, liftHold } from './mutations/hold'
import { changePolicy, setLimit } from './mutations/limit'
import { accountRecord, listAccounts, listPolicies } from './queries/accounts'
import { creditWork } from './queries/work'
import {
  accountInput,
  accountListInput,
  liftHoldInput,
  placeHoldInput,
  policyInput,
  setLimitInput,
  workInput,
} from './schema'

export const creditRouter = router({
  work: procedure('credit.read')
    .input(workInput)
    .query(({ ctx, input }) => creditWork(ctx, input)),
  accounts: procedure('credit.read')
    .input(accountListInput)
    .query(({ ctx, input }) => listAccounts(ctx, input)),
  account: procedure('credit.read')
    .input(accountInput)
    .query(({ ctx, input }) => accountRecord(ctx, input)),
  setLimit: procedure('credit.decide')
    .input(setLimitInput)
    .mutation(({ ctx, input }) => setLimit(ctx, input)),
  hold: procedure('credit.decide')
    .input(placeHoldInput)
    .mutation(({ ctx, input }) => holdCustomer(ctx, input)),
  lift: procedure('credit.decide')
    .input(liftHoldInput)
    .mutation(({ ctx, input }) => liftHold(ctx, input)),
  policies: procedure('credit.read').query(({ ctx }) => listPolicies(ctx)),
  changePolicy: procedure('credit.policy')
    .input(policyInput)
    .mutation(({ ctx, input }) => changePolicy(ctx, input)),
})
