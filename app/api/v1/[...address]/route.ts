import { answer } from '../answer'
import { BadRequest } from '../asked'

const nothing = (request: Request) =>
  answer(request, () => {
    throw new BadRequest(404, 'NOT_FOUND', 'There is nothing at this address.')
  })

export { nothing as DELETE, nothing as GET, nothing as OPTIONS, nothing as PATCH, nothing as POST, nothing as PUT }
