import { apiCustomers } from '@/server/api/queries'
import { apiPageInput } from '@/server/api/schema'
import { allowOnly, answer, parametersOf } from '../answer'

export const GET = (request: Request) =>
  answer(request, async (ctx) => ({ body: await apiCustomers(ctx, parametersOf(request, apiPageInput)) }))

const other = allowOnly('GET')

export { other as DELETE, other as PATCH, other as POST, other as PUT }
