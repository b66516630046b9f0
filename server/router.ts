import { carrierRouter } from './carrier/router'
import { catalogRouter } from './catalog/router'
import { collectionRouter } from './collection/router'
import { creditRouter } from './credit/router'
import { customerRouter } from './customer/router'
import { customerNoteRouter } from './customer/router/note'
import { exchangeRouter } from './exchange/router'
import { filingRouter } from './filing/router'
import { foundingRouter } from './founding/router'
import { fulfilmentRouter } from './fulfilment/router'
import { movingRouter } from './fulfilment/router/moving'
import { homeRouter } from './home/router'
import { inventoryRouter } from './inventory/router'
import { invoicingRouter } from './invoicing/router'
import { orderRouter } from './order/router'
import { draftRouter } from './order/router/draft'
import { saleNoteRouter } from './order/router/note'
import { quoteRouter } from './order/router/quote'
import { accountRouter } from './platform/organisation/account-router'
import { organisationRouter } from './platform/organisation/router'
import { createCallerFactory, router } from './platform/web/trpc'
import { portalRouter } from './portal/router'
import { pricingRouter } from './pricing/router'
import { receivableRouter } from './receivable/router'
import { reportingRouter } from './reporting/router'
import { shippingRouter } from './shipping/router'
import { supplyRouter } from './supply/router'
import { trialRouter } from './trial/router'

/** Every procedure of the program: one router per room, from the platform up in the order in which money flows. */
export const appRouter = router({
  account: accountRouter,
  organisation: organisationRouter,
  customer: customerRouter,
  customerNote: customerNoteRouter,
  catalog: catalogRouter,
  carrier: carrierRouter,
  file: filingRouter,
  pricing: pricingRouter,
  inventory: inventoryRouter,
  supply: supplyRouter,
  credit: creditRouter,
  order: orderRouter,
  quote: quoteRouter,
  draft: draftRouter,
  saleNote: saleNoteRouter,
  fulfilment: fulfilmentRouter,
  moving: movingRouter,
  shipping: shippingRouter,
  invoicing: invoicingRouter,
  collection: collectionRouter,
  receivable: receivableRouter,
  reporting: reportingRouter,
  founding: foundingRouter,
  home: homeRouter,
  portal: portalRouter,
  trial: trialRouter,
  exchange: exchangeRouter,
})

export type AppRouter = typeof appRouter

/** Calls procedures in process with a request's scope; for tests and pages. */
export const createCaller = createCallerFactory(appRouter)
