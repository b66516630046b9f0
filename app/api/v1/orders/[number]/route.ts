import { apiOrderByNumber } from '@/server/api/queries'
import { keptText } from '@/server/platform/web/input'
import { allowOnly, answer } from '../../answer'

export const GET = (request: Request, { params }: { params: Promise<{ number: string }> }) =>
  answer(request, async (ctx) => ({ body: await apiOrderByNumber(ctx, keptText((await params).number)) }))

const { other, options } = allowOnly('GET')

export { options as OPTIONS, other as DELETE, other as PATCH, other as POST, other as PUT }
