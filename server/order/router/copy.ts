import { procedure } from '@/server/platform/web/trpc'
import { copiedSale, earlierSales } from '../queries/copy'
import { earlierInput, saleInput } from '../schema/copy'

/** The procedures by which an earlier order or quote is found and copied. */
export const copies = {
  earlier: procedure('order.read')
    .input(earlierInput)
    .query(({ ctx, input }) => earlierSales(ctx, input)),
  copy: procedure('order.read')
    .input(saleInput)
    .query(({ ctx, input }) => copiedSale(ctx, input)),
}
