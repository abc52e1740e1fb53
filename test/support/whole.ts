/** `npm run test:faults` sets it: what a commit cannot wait for is done whole, at every point and more often. */
export const WHOLE = process.env.UPPSIKT_TEST_WHOLE === 'yes';
