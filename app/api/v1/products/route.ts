import { apiProducts } from '@/server/api/queries'
import { apiPageInput } from '@/server/api/schema'
import { answer, parametersOf } from '../answer'

export const GET = (request: Request) =>
  answer(request, async (ctx) => ({ body: await apiProducts(ctx, parametersOf(request, apiPageInput)) }))
