import { procedure, router } from '@/server/platform/web/trpc'
import { setChargePolicy } from './mutations/charge-policy'
import { addEntries } from './mutations/entries'
import { addEntry, changeEntry, removeEntry } from './mutations/entry'
import { archivePriceList, changePriceList, createPriceList } from './mutations/price-list'
import { addReason, archiveReason, renameReason } from './mutations/reason'
import { chargePolicy } from './queries/charges'
import { discountReasons, priceEntries, pricesOfProduct } from './queries/entries'
import { listsOfCustomer, priceListRecord, priceLists } from './queries/lists'
import {
  addEntriesInput,
  addEntryInput,
  changeEntryInput,
  changePriceListInput,
  changeReasonInput,
  chargePolicyInput,
  entriesInput,
  entryRef,
  listsOfCustomerInput,
  priceListInput,
  priceListRef,
  priceListsInput,
  pricesOfProductInput,
  reasonInput,
  reasonRef,
} from './schema'

const reader = procedure('product.read')
const writer = procedure('price.change')
const settings = procedure('organisation.change')

export const pricingRouter = router({
  lists: reader.input(priceListsInput).query(({ ctx, input }) => priceLists(ctx, input)),
  list: reader.input(priceListRef).query(({ ctx, input }) => priceListRecord(ctx, input)),
  entries: reader.input(entriesInput).query(({ ctx, input }) => priceEntries(ctx, input)),
  ofProduct: reader.input(pricesOfProductInput).query(({ ctx, input }) => pricesOfProduct(ctx, input)),
  ofCustomer: reader.input(listsOfCustomerInput).query(({ ctx, input }) => listsOfCustomer(ctx, input)),
  reasons: reader.query(({ ctx }) => discountReasons(ctx)),
  charges: reader.query(({ ctx }) => chargePolicy(ctx)),
  setCharges: settings.input(chargePolicyInput).mutation(({ ctx, input }) => setChargePolicy(ctx, input)),
  addReason: settings.input(reasonInput).mutation(({ ctx, input }) => addReason(ctx, input)),
  renameReason: settings.input(changeReasonInput).mutation(({ ctx, input }) => renameReason(ctx, input)),
  archiveReason: settings.input(reasonRef).mutation(({ ctx, input }) => archiveReason(ctx, input)),
  restoreReason: settings.input(reasonRef).mutation(({ ctx, input }) => archiveReason(ctx, input, false)),
  create: writer.input(priceListInput).mutation(({ ctx, input }) => createPriceList(ctx, input)),
  change: writer.input(changePriceListInput).mutation(({ ctx, input }) => changePriceList(ctx, input)),
  archive: writer.input(priceListRef).mutation(({ ctx, input }) => archivePriceList(ctx, input)),
  restore: writer.input(priceListRef).mutation(({ ctx, input }) => archivePriceList(ctx, input, false)),
  addEntry: writer.input(addEntryInput).mutation(({ ctx, input }) => addEntry(ctx, input)),
  addEntries: writer.input(addEntriesInput).mutation(({ ctx, input }) => addEntries(ctx, input)),
  changeEntry: writer.input(changeEntryInput).mutation(({ ctx, input }) => changeEntry(ctx, input)),
  removeEntry: writer.input(entryRef).mutation(({ ctx, input }) => removeEntry(ctx, input)),
})
