import { refuse } from '@/server/platform/context/errors'
import { isPostcodeWrong, postcodeExample, postcodeOf } from '@/server/platform/place/postcode'
import { type Located, lacksState, stateCalled } from '@/server/platform/place/states'

/**
 * An address that somebody typed or sent, with its postcode as its country writes it; what stood there `before` with that country is left
 * as it is. Refuses with POSTCODE_WRONG, naming the `field` of the form and the `paths` of a request.
 */
export function withPostcode<P extends { country: string; postcode?: string | null }>(
  place: P,
  before?: { country: string; postcode?: string | null } | null,
  paths?: string[],
): P {
  const { country, postcode } = place
  if (isPostcodeWrong(place, before))
    refuse('POSTCODE_WRONG', { field: 'postcode', example: postcodeExample(country), ...(paths && { paths }) })
  if (postcode === before?.postcode && country === before?.country) return place
  return postcode ? { ...place, postcode: postcodeOf(country, postcode) ?? postcode } : place
}

/** Refuses with STATE_MISSING an address that somebody typed without the state of its country; what stood `before` is left as it is. */
export function refuseWithoutState(place: Located, before?: Located | null): void {
  if (lacksState(place, before))
    refuse('STATE_MISSING', { field: 'region', called: stateCalled(place.country).toLowerCase() })
}
