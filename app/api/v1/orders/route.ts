import { placeApiOrder } from '@/server/api/mutations'
import { apiOrderInput } from '@/server/api/schema'
import { allowOnly, answer } from '../answer'
import { bodyOf, idempotencyKeyOf } from '../asked'

export const POST = (request: Request) =>
  answer(request, async (ctx) => {
    const key = idempotencyKeyOf(request)
    const { order, repeated } = await placeApiOrder(ctx, await bodyOf(request, apiOrderInput), key)
    const headers = { location: `/api/v1/orders/${encodeURIComponent(order.number)}` }
    return { status: repeated ? 200 : 201, body: order, headers }
  })

const { other, options } = allowOnly('POST')

export { options as OPTIONS, other as DELETE, other as GET, other as PATCH, other as PUT }
