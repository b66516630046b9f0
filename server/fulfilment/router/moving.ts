import { procedure, router } from '@/server/platform/web/trpc'
import { postponeTransfer } from '../mutations/late-transfer'
import { move } from '../mutations/move'
import { receiveTransfer } from '../mutations/receive-transfer'
import { sendTransfer } from '../mutations/send-transfer'
import { serveFrom } from '../mutations/serve-from'
import { listPutAway } from '../queries/moving'
import { listTransfers, transferRecord } from '../queries/transfers'
import { moveInput, putAwayListInput } from '../schema/moving'
import {
  postponeTransferInput,
  receiveTransferInput,
  sendTransferInput,
  serveFromInput,
  transferListInput,
  transferRef,
} from '../schema/transfer'

const mover = procedure('stock.receive')
const reader = procedure('fulfilment.read')

/** Goods that move within a warehouse, and between warehouses. */
export const movingRouter = router({
  move: mover.input(moveInput).mutation(({ ctx, input }) => move(ctx, input)),
  putAway: reader.input(putAwayListInput).query(({ ctx, input }) => listPutAway(ctx, input)),
  transfers: reader.input(transferListInput).query(({ ctx, input }) => listTransfers(ctx, input)),
  transfer: reader.input(transferRef).query(({ ctx, input }) => transferRecord(ctx, input.id)),
  send: mover.input(sendTransferInput).mutation(({ ctx, input }) => sendTransfer(ctx, input)),
  receive: mover.input(receiveTransferInput).mutation(({ ctx, input }) => receiveTransfer(ctx, input)),
  postpone: mover.input(postponeTransferInput).mutation(({ ctx, input }) => postponeTransfer(ctx, input)),
  serveFrom: procedure('order.amend')
    .input(serveFromInput)
    .mutation(({ ctx, input }) => serveFrom(ctx, input)),
})
