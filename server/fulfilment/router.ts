import { procedure, router } from '@/server/platform/web/trpc'
import { correctShort } from './mutations/correct-short'
import { pack } from './mutations/pack'
import { pick, pickByScan } from './mutations/pick'
import { putBack } from './mutations/put-back'
import { release } from './mutations/release'
import { shortPick } from './mutations/short-pick'
import { takeBack } from './mutations/take-back'
import { leaveTurn, takeTurn } from './mutations/turn'
import { undoPick } from './mutations/undo-pick'
import { countFloor } from './queries/count'
import { findByCode } from './queries/find'
import { listFloor } from './queries/list'
import { floorOrder } from './queries/order'
import { listPutBack } from './queries/put-back'
import {
  correctShortInput,
  floorCountInput,
  floorListInput,
  foundInput,
  leaveTurnInput,
  orderIdInput,
  packInput,
  pickByScanInput,
  pickInput,
  putBackInput,
  putBackListInput,
  shortPickInput,
  takeBackInput,
  turnInput,
  undoPickInput,
} from './schema'

const reads = procedure('fulfilment.read')

export const fulfilmentRouter = router({
  list: reads.input(floorListInput).query(({ ctx, input }) => listFloor(ctx, input)),
  counts: reads.input(floorCountInput).query(({ ctx, input }) => countFloor(ctx, input)),
  order: reads.input(orderIdInput).query(({ ctx, input }) => floorOrder(ctx, input)),
  find: reads.input(foundInput).query(({ ctx, input }) => findByCode(ctx, input)),
  takeTurn: procedure('fulfilment.pick')
    .input(turnInput)
    .mutation(({ ctx, input }) => takeTurn(ctx, input)),
  leaveTurn: procedure('fulfilment.pick')
    .input(leaveTurnInput)
    .mutation(({ ctx, input }) => leaveTurn(ctx, input)),
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
  correctShort: procedure('fulfilment.pick')
    .input(correctShortInput)
    .mutation(({ ctx, input }) => correctShort(ctx, input)),
  putBackList: reads.input(putBackListInput).query(({ ctx, input }) => listPutBack(ctx, input)),
  putBack: procedure('fulfilment.pick')
    .input(putBackInput)
    .mutation(({ ctx, input }) => putBack(ctx, input)),
  pack: procedure('fulfilment.pack')
    .input(packInput)
    .mutation(({ ctx, input }) => pack(ctx, input)),
  takeBack: procedure('fulfilment.return')
    .input(takeBackInput)
    .mutation(({ ctx, input }) => takeBack(ctx, input)),
})
