export { type CueLists, createMinorCues, type MinorCues } from './cues.ts';
export { IMAGE_LIST_VERSION, type ListedImage, matchListedImages } from './listed.ts';
export { IMAGE_VERSION, type ImageScores, isSuspectedAbuse, measurePicture, sexualScore } from './measure.ts';
