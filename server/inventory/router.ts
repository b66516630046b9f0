import { procedure, router } from '@/server/platform/web/trpc'
import { setHomeBin } from './mutations/home-bin'
import { addBin, archiveBin, moveBin } from './mutations/place'
import {
  addWarehouse,
  archiveWarehouse,
  changeWarehouse,
  makeDefaultWarehouse,
  receiveInto,
  setServingRule,
} from './mutations/warehouse'
import { binsByCode } from './queries/bin'
import { places } from './queries/places'
import { listStock, productByCode, stockRecord } from './queries/stock'
import {
  binInput,
  binRef,
  changeBinInput,
  changeWarehouseInput,
  codeInput,
  homeBinInput,
  receiveIntoInput,
  servingRuleInput,
  stockCodeInput,
  stockInput,
  stockListInput,
  warehouseInput,
  warehouseRef,
} from './schema'

const writer = procedure('organisation.change')

export const inventoryRouter = router({
  list: procedure('product.read')
    .input(stockListInput)
    .query(({ ctx, input }) => listStock(ctx, input)),
  product: procedure('product.read')
    .input(stockInput)
    .query(({ ctx, input }) => stockRecord(ctx, input)),
  byCode: procedure('product.read')
    .input(stockCodeInput)
    .query(({ ctx, input }) => productByCode(ctx, input)),
  setHomeBin: procedure('stock.receive')
    .input(homeBinInput)
    .mutation(({ ctx, input }) => setHomeBin(ctx, input)),
  binsByCode: procedure('product.read')
    .input(codeInput)
    .query(({ ctx, input }) => binsByCode(ctx, input)),
  places: procedure('product.read').query(({ ctx }) => places(ctx)),
  addWarehouse: writer.input(warehouseInput).mutation(({ ctx, input }) => addWarehouse(ctx, input)),
  changeWarehouse: writer.input(changeWarehouseInput).mutation(({ ctx, input }) => changeWarehouse(ctx, input)),
  archiveWarehouse: writer.input(warehouseRef).mutation(({ ctx, input }) => archiveWarehouse(ctx, input)),
  restoreWarehouse: writer.input(warehouseRef).mutation(({ ctx, input }) => archiveWarehouse(ctx, input, false)),
  makeDefaultWarehouse: writer.input(warehouseRef).mutation(({ ctx, input }) => makeDefaultWarehouse(ctx, input)),
  setServingRule: writer.input(servingRuleInput).mutation(({ ctx, input }) => setServingRule(ctx, input)),
  receiveInto: writer.input(receiveIntoInput).mutation(({ ctx, input }) => receiveInto(ctx, input)),
  addBin: writer.input(binInput).mutation(({ ctx, input }) => addBin(ctx, input)),
  moveBin: writer.input(changeBinInput).mutation(({ ctx, input }) => moveBin(ctx, input)),
  archiveBin: writer.input(binRef).mutation(({ ctx, input }) => archiveBin(ctx, input)),
})
