import { procedure, router } from '@/server/platform/web/trpc'
import { closePlanned, expectOn } from './mutations/close'
import { changePlanned, plan } from './mutations/plan'
import { planProposed, setSupply } from './mutations/reorder'
import { archiveSupplier, changeSupplier, createSupplier } from './mutations/supplier'
import { bringing } from './queries/elsewhere'
import { expectedReceipts, listPlanned, plannedRecord } from './queries/planned'
import { productSupply, proposals } from './queries/proposals'
import { listSuppliers, searchSuppliers, supplierRecord } from './queries/suppliers'
import {
  changePlannedInput,
  changeSupplierInput,
  createSupplierInput,
  expectInput,
  planInput,
  plannedListInput,
  plannedRef,
  planProposedInput,
  supplierListInput,
  supplierRef,
  supplierSearchInput,
  supplyInput,
  supplyRef,
} from './schema'

const reader = procedure('supply.read')
const writer = procedure('supply.change')

export const supplyRouter = router({
  suppliers: reader.input(supplierListInput).query(({ ctx, input }) => listSuppliers(ctx, input)),
  supplier: reader.input(supplierRef).query(({ ctx, input }) => supplierRecord(ctx, input.id)),
  searchSuppliers: reader.input(supplierSearchInput).query(({ ctx, input }) => searchSuppliers(ctx, input)),
  createSupplier: writer.input(createSupplierInput).mutation(({ ctx, input }) => createSupplier(ctx, input)),
  changeSupplier: writer.input(changeSupplierInput).mutation(({ ctx, input }) => changeSupplier(ctx, input)),
  archiveSupplier: writer.input(supplierRef).mutation(({ ctx, input }) => archiveSupplier(ctx, input)),
  restoreSupplier: writer.input(supplierRef).mutation(({ ctx, input }) => archiveSupplier(ctx, input, false)),
  list: reader.input(plannedListInput).query(({ ctx, input }) => listPlanned(ctx, input)),
  record: reader.input(plannedRef).query(({ ctx, input }) => plannedRecord(ctx, input.id)),
  expected: procedure('stock.receive').query(({ ctx }) => expectedReceipts(ctx)),
  plan: writer.input(planInput).mutation(({ ctx, input }) => plan(ctx, input)),
  change: writer.input(changePlannedInput).mutation(({ ctx, input }) => changePlanned(ctx, input)),
  expectOn: writer.input(expectInput).mutation(({ ctx, input }) => expectOn(ctx, input)),
  bringing: reader.query(({ ctx }) => bringing(ctx)),
  proposals: reader.query(({ ctx }) => proposals(ctx)),
  ofProduct: reader.input(supplyRef).query(({ ctx, input }) => productSupply(ctx, input)),
  setOfProduct: writer.input(supplyInput).mutation(({ ctx, input }) => setSupply(ctx, input)),
  planProposed: writer.input(planProposedInput).mutation(({ ctx, input }) => planProposed(ctx, input)),
  close: writer.input(plannedRef).mutation(({ ctx, input }) => closePlanned(ctx, input)),
})
