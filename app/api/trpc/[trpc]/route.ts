import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { NextRequest } from 'next/server'
import { addressOf, isOwnRequest } from '@/app/_server/address'
import { sessionIdOf } from '@/app/_server/auth'
import { enterSession } from '@/server/platform/auth/sessions'
import { nameOutage } from '@/server/platform/web/trpc'
import { appRouter } from '@/server/router'

async function answer(request: NextRequest) {
  if (request.method === 'POST' && !isOwnRequest(request)) return new Response('Foreign request.', { status: 403 })
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: 20,
    allowMethodOverride: true,
    createContext: async ({ info }) => {
      const slug = request.headers.get('x-organisation') ?? info.connectionParams?.organisation
      const entered = await enterSession(await sessionIdOf(request.cookies), slug || undefined).catch(nameOutage)
      return { ...entered, address: addressOf((name) => request.headers.get(name)) }
    },
  })
}

export { answer as GET, answer as POST }
