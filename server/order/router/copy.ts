import { procedure } from '@/server/platform/web/trpc'
import { copiedSale, earlierSales } from '../queries/copy'
import { earlierInput, saleInput } from '../schema/copy'

/** Procedures that find and copy an earlier order or quote. */
export const copies = {
  earlier: procedure('order.read')
    .input(earlierInput)
    .query(({ ctx, input }) => earlierSales(ctx, input)),
  copy: procedure('order.read')
    .input(saleInput)
    .query(({ ctx, input }) => copiedSale(ctx, input)),
}
