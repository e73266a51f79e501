/** Takes the place of the parser's number and date skeletons, which none of our words has: what cannot be spelled is not carried. */
const none = (): never => {
  throw new Error('our words have no skeletons');
};
export const parseDateTimeSkeleton = none;
export const parseNumberSkeleton = none;
export const parseNumberSkeletonFromString = none;
