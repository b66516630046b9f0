import { apiCustomers } from '@/server/api/queries'
import { apiPageInput } from '@/server/api/schema'
import { answer, parametersOf } from '../answer'

export const GET = (request: Request) =>
  answer(request, async (ctx) => ({ body: await apiCustomers(ctx, parametersOf(request, apiPageInput)) }))
