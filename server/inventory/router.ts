import { procedure, router } from '@/server/platform/trpc'
import { addBin, addWarehouse, archiveBin, moveBin, renameWarehouse } from './mutations/place'
import { places } from './queries/places'
import { binInput, binRef, changeBinInput, renameWarehouseInput, warehouseInput } from './schema'

const writer = procedure('organisation.change')

export const inventoryRouter = router({
  places: procedure('product.read').query(({ ctx }) => places(ctx)),
  addWarehouse: writer.input(warehouseInput).mutation(({ ctx, input }) => addWarehouse(ctx, input)),
  renameWarehouse: writer.input(renameWarehouseInput).mutation(({ ctx, input }) => renameWarehouse(ctx, input)),
  addBin: writer.input(binInput).mutation(({ ctx, input }) => addBin(ctx, input)),
  moveBin: writer.input(changeBinInput).mutation(({ ctx, input }) => moveBin(ctx, input)),
  archiveBin: writer.input(binRef).mutation(({ ctx, input }) => archiveBin(ctx, input)),
})
