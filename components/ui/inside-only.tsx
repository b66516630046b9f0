/** A page with it is for the people of the business: printed, it is a sentence that says so. */
export const InsideOnly = () => <span hidden data-inside />
