import { procedure, router } from '@/server/platform/web/trpc'
import { cashExpected } from './queries/cash'
import { customerFigures } from './queries/customer'
import { discountsGiven } from './queries/discounts'
import { figures } from './queries/figures'
import { productMargin, saleMargin } from './queries/margin'
import { figureRows } from './queries/rows'
import { soldByCategory } from './queries/sold'
import { stagesNow, stageTimes } from './queries/stages'
import { customerFiguresInput, figuresInput, marginInput, periodInput, rowsInput } from './schema'

export const reportingRouter = router({
  figures: procedure('report.read')
    .input(figuresInput)
    .query(({ ctx, input }) => figures(ctx, input)),
  rows: procedure('report.read')
    .input(rowsInput)
    .query(({ ctx, input }) => figureRows(ctx, input)),
  discountsGiven: procedure('report.read')
    .input(periodInput)
    .query(({ ctx, input }) => discountsGiven(ctx, input)),
  soldByCategory: procedure('report.read')
    .input(periodInput)
    .query(({ ctx, input }) => soldByCategory(ctx, input)),
  customer: procedure('report.read')
    .input(customerFiguresInput)
    .query(({ ctx, input }) => customerFigures(ctx, input.customerId)),
  saleMargin: procedure('margin.read')
    .input(marginInput)
    .query(({ ctx, input }) => saleMargin(ctx, input)),
  productMargin: procedure('margin.read')
    .input(marginInput)
    .query(({ ctx, input }) => productMargin(ctx, input)),
  cashExpected: procedure('report.read').query(({ ctx }) => cashExpected(ctx)),
  stageTimes: procedure('home.read')
    .input(periodInput)
    .query(({ ctx, input }) => stageTimes(ctx, input)),
  stagesNow: procedure('home.read').query(({ ctx }) => stagesNow(ctx)),
})
