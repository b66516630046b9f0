import { carrierRouter } from './carrier/router'
import { catalogRouter } from './catalog/router'
import { customerRouter } from './customer/router'
import { foundingRouter } from './founding/router'
import { accountRouter } from './platform/auth/router'
import { createCallerFactory, router } from './platform/trpc'

/** Every procedure of the program: one router per room, from the platform up in the order in which money flows. */
export const appRouter = router({
  account: accountRouter,
  customer: customerRouter,
  catalog: catalogRouter,
  carrier: carrierRouter,
  founding: foundingRouter,
})

export type AppRouter = typeof appRouter

/** Calls procedures in process with a request's scope; for tests and pages. */
export const createCaller = createCallerFactory(appRouter)
