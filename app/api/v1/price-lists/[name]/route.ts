import { apiListPrices } from '@/server/api/queries'
import { apiPageInput } from '@/server/api/schema'
import { keptText } from '@/server/platform/web/input'
import { allowOnly, answer } from '../../answer'
import { parametersOf } from '../../asked'

export const GET = (request: Request, { params }: { params: Promise<{ name: string }> }) =>
  answer(request, async (ctx) => {
    const name = keptText((await params).name)
    return { body: await apiListPrices(ctx, name, parametersOf(request, apiPageInput)) }
  })

const { other, options } = allowOnly('GET')

export { options as OPTIONS, other as DELETE, other as PATCH, other as POST, other as PUT }
