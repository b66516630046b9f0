import { procedure, router } from '@/server/platform/web/trpc'
import {
  addCarrier,
  addService,
  archiveService,
  changeService,
  makeDefaultService,
  renameCarrier,
  restoreService,
} from './mutations'
import { listCarriers, listServices } from './queries'
import { carrierInput, changeCarrierInput, changeServiceInput, serviceInput, serviceRef } from './schema'

const reader = procedure('shipping.read')
const writer = procedure('carrier.change')

export const carrierRouter = router({
  services: reader.query(({ ctx }) => listServices(ctx)),
  carriers: reader.query(({ ctx }) => listCarriers(ctx)),
  add: writer.input(carrierInput).mutation(({ ctx, input }) => addCarrier(ctx, input)),
  rename: writer.input(changeCarrierInput).mutation(({ ctx, input }) => renameCarrier(ctx, input)),
  addService: writer.input(serviceInput).mutation(({ ctx, input }) => addService(ctx, input)),
  changeService: writer.input(changeServiceInput).mutation(({ ctx, input }) => changeService(ctx, input)),
  makeDefaultService: writer.input(serviceRef).mutation(({ ctx, input }) => makeDefaultService(ctx, input)),
  archiveService: writer.input(serviceRef).mutation(({ ctx, input }) => archiveService(ctx, input)),
  restoreService: writer.input(serviceRef).mutation(({ ctx, input }) => restoreService(ctx, input)),
})
