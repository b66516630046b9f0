import { openApi } from '@/server/api/documents/openapi'
import { allowOnly } from '../answer'

export const GET = (request: Request) =>
  Response.json(openApi(process.env.NEXTAUTH_URL ?? new URL(request.url).origin), {
    headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
  })

const { other, options } = allowOnly('GET')

export { options as OPTIONS, other as DELETE, other as PATCH, other as POST, other as PUT }
