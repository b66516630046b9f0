import { procedure, router } from '@/server/platform/web/trpc'
import { addArticle, changeArticle, removeArticle } from './mutations/article'
import { addProductCategory, archiveProductCategory, renameProductCategory } from './mutations/category'
import { freeText } from './mutations/free-text'
import { removePicture } from './mutations/picture'
import { archiveProduct, changeProduct, createProduct } from './mutations/product'
import {
  addTaxCategory,
  archiveTaxCategory,
  changeTaxCategory,
  makeDefaultTaxCategory,
  restoreTaxCategory,
} from './mutations/tax-category'
import { listProducts, listTaxCategories, productRecord } from './queries'
import { listArticles } from './queries/articles'
import { listProductCategories } from './queries/categories'
import { productsByCode, searchProducts } from './queries/found'
import {
  changeProductInput,
  changeTaxCategoryInput,
  createProductInput,
  freeTextInput,
  productCodesInput,
  productListInput,
  productRef,
  productSearchInput,
  taxCategoryInput,
  taxCategoryRef,
} from './schema'
import { articleInput, articleListInput, articleRef } from './schema/article'
import { changeProductCategoryInput, productCategoryInput } from './schema/described'

const reader = procedure('product.read')
const writer = procedure('product.change')
const desk = procedure('customer.change')
const settings = procedure('organisation.change')

export const catalogRouter = router({
  list: reader.input(productListInput).query(({ ctx, input }) => listProducts(ctx, input)),
  search: reader.input(productSearchInput).query(({ ctx, input }) => searchProducts(ctx, input)),
  byCode: reader.input(productCodesInput).query(({ ctx, input }) => productsByCode(ctx, input)),
  record: reader.input(productRef).query(({ ctx, input }) => productRecord(ctx, input.id)),
  create: writer.input(createProductInput).mutation(({ ctx, input }) => createProduct(ctx, input)),
  change: writer.input(changeProductInput).mutation(({ ctx, input }) => changeProduct(ctx, input)),
  archive: writer.input(productRef).mutation(({ ctx, input }) => archiveProduct(ctx, input)),
  restore: writer.input(productRef).mutation(({ ctx, input }) => archiveProduct(ctx, input, false)),
  removePicture: writer.input(productRef).mutation(({ ctx, input }) => removePicture(ctx, input)),
  articles: reader.input(articleListInput).query(({ ctx, input }) => listArticles(ctx, input)),
  addArticle: desk.input(articleInput).mutation(({ ctx, input }) => addArticle(ctx, input)),
  changeArticle: desk.input(articleInput).mutation(({ ctx, input }) => changeArticle(ctx, input)),
  removeArticle: desk.input(articleRef).mutation(({ ctx, input }) => removeArticle(ctx, input)),
  categories: reader.query(({ ctx }) => listProductCategories(ctx)),
  addCategory: settings.input(productCategoryInput).mutation(({ ctx, input }) => addProductCategory(ctx, input)),
  renameCategory: settings
    .input(changeProductCategoryInput)
    .mutation(({ ctx, input }) => renameProductCategory(ctx, input)),
  archiveCategory: settings.input(productRef).mutation(({ ctx, input }) => archiveProductCategory(ctx, input)),
  restoreCategory: settings.input(productRef).mutation(({ ctx, input }) => archiveProductCategory(ctx, input, false)),
  freeText: procedure('quote.change')
    .input(freeTextInput)
    .mutation(({ ctx, input }) => freeText(ctx, input)),
  taxCategories: reader.query(({ ctx }) => listTaxCategories(ctx)),
  addTaxCategory: settings.input(taxCategoryInput).mutation(({ ctx, input }) => addTaxCategory(ctx, input)),
  changeTaxCategory: settings.input(changeTaxCategoryInput).mutation(({ ctx, input }) => changeTaxCategory(ctx, input)),
  makeDefaultTaxCategory: settings
    .input(taxCategoryRef)
    .mutation(({ ctx, input }) => makeDefaultTaxCategory(ctx, input)),
  archiveTaxCategory: settings.input(taxCategoryRef).mutation(({ ctx, input }) => archiveTaxCategory(ctx, input)),
  restoreTaxCategory: settings.input(taxCategoryRef).mutation(({ ctx, input }) => restoreTaxCategory(ctx, input)),
})
