import { foundingRouter } from './founding/router'
import { accountRouter } from './platform/auth/router'
import { createCallerFactory, router } from './platform/trpc'

/** Every procedure of the program: one router per room, in the order in which money flows. */
export const appRouter = router({
  account: accountRouter,
  founding: foundingRouter,
})

export type AppRouter = typeof appRouter

/** Calls procedures in process with a request's scope; for tests and pages. */
export const createCaller = createCallerFactory(appRouter)
