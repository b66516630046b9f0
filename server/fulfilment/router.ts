import { procedure, router } from '@/server/platform/web/trpc'
import { pack } from './mutations/pack'
import { pick, pickByScan } from './mutations/pick'
import { release } from './mutations/release'
import { shortPick } from './mutations/short-pick'
import { takeBack } from './mutations/take-back'
import { undoPick } from './mutations/undo-pick'
import { countFloor, listFloor } from './queries/list'
import { floorOrder } from './queries/order'
import {
  floorListInput,
  orderIdInput,
  packInput,
  pickByScanInput,
  pickInput,
  shortPickInput,
  takeBackInput,
  undoPickInput,
} from './schema'

export const fulfilmentRouter = router({
  list: procedure('fulfilment.read')
    .input(floorListInput)
    .query(({ ctx, input }) => listFloor(ctx, input)),
  counts: procedure('fulfilment.read').query(({ ctx }) => countFloor(ctx)),
  order: procedure('fulfilment.read')
    .input(orderIdInput)
    .query(({ ctx, input }) => floorOrder(ctx, input)),
  release: procedure('fulfilment.pick')
    .input(orderIdInput)
    .mutation(({ ctx, input }) => release(ctx, input.orderId)),
  pick: procedure('fulfilment.pick')
    .input(pickInput)
    .mutation(({ ctx, input }) => pick(ctx, input)),
  scan: procedure('fulfilment.pick')
    .input(pickByScanInput)
    .mutation(({ ctx, input }) => pickByScan(ctx, input)),
  shortPick: procedure('fulfilment.pick')
    .input(shortPickInput)
    .mutation(({ ctx, input }) => shortPick(ctx, input)),
  undoPick: procedure('fulfilment.pick')
    .input(undoPickInput)
    .mutation(({ ctx, input }) => undoPick(ctx, input)),
  pack: procedure('fulfilment.pack')
    .input(packInput)
    .mutation(({ ctx, input }) => pack(ctx, input)),
  takeBack: procedure('fulfilment.return')
    .input(takeBackInput)
    .mutation(({ ctx, input }) => takeBack(ctx, input)),
})
