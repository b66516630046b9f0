import { apiOrderByNumber } from '@/server/api/queries'
import { answer } from '../../answer'

export const GET = (request: Request, { params }: { params: Promise<{ number: string }> }) =>
  answer(request, async (ctx) => ({ body: await apiOrderByNumber(ctx, (await params).number) }))
