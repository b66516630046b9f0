/** Reserves the space of a drawing that is loading. */
export const PlotPlace = () => <span className="breathe block h-full rounded-md bg-sunken" />
