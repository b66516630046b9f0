import { answer, BadRequest } from '../answer'

const nothing = (request: Request) =>
  answer(request, () => {
    throw new BadRequest(404, 'NOT_FOUND', 'There is nothing at this address.')
  })

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT }
