import { procedure, router } from '@/server/platform/web/trpc'
import { addEntry, changeEntry, removeEntry } from './mutations/entry'
import { archivePriceList, changePriceList, createPriceList } from './mutations/price-list'
import { listsOfCustomer, priceEntries, priceListRecord, priceLists, pricesOfProduct } from './queries/lists'
import {
  addEntryInput,
  changeEntryInput,
  changePriceListInput,
  entriesInput,
  entryRef,
  listsOfCustomerInput,
  priceListInput,
  priceListRef,
  priceListsInput,
  pricesOfProductInput,
} from './schema'

const reader = procedure('product.read')
const writer = procedure('price.change')

export const pricingRouter = router({
  lists: reader.input(priceListsInput).query(({ ctx, input }) => priceLists(ctx, input)),
  list: reader.input(priceListRef).query(({ ctx, input }) => priceListRecord(ctx, input)),
  entries: reader.input(entriesInput).query(({ ctx, input }) => priceEntries(ctx, input)),
  ofProduct: reader.input(pricesOfProductInput).query(({ ctx, input }) => pricesOfProduct(ctx, input)),
  ofCustomer: reader.input(listsOfCustomerInput).query(({ ctx, input }) => listsOfCustomer(ctx, input)),
  create: writer.input(priceListInput).mutation(({ ctx, input }) => createPriceList(ctx, input)),
  change: writer.input(changePriceListInput).mutation(({ ctx, input }) => changePriceList(ctx, input)),
  archive: writer.input(priceListRef).mutation(({ ctx, input }) => archivePriceList(ctx, input)),
  restore: writer.input(priceListRef).mutation(({ ctx, input }) => archivePriceList(ctx, input, false)),
  addEntry: writer.input(addEntryInput).mutation(({ ctx, input }) => addEntry(ctx, input)),
  changeEntry: writer.input(changeEntryInput).mutation(({ ctx, input }) => changeEntry(ctx, input)),
  removeEntry: writer.input(entryRef).mutation(({ ctx, input }) => removeEntry(ctx, input)),
})
