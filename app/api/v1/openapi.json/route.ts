import { openApi } from '@/server/api/documents/openapi'

export const GET = (request: Request) =>
  Response.json(openApi(process.env.NEXTAUTH_URL ?? new URL(request.url).origin), {
    headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
  })
