import { apiPriceLists } from '@/server/api/queries'
import { apiPageInput } from '@/server/api/schema'
import { allowOnly, answer } from '../answer'
import { parametersOf } from '../asked'

export const GET = (request: Request) =>
  answer(request, async (ctx) => ({ body: await apiPriceLists(ctx, parametersOf(request, apiPageInput)) }))

const { other, options } = allowOnly('GET')

export { options as OPTIONS, other as DELETE, other as PATCH, other as POST, other as PUT }
