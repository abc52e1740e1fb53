export { type CueLists, createMinorCues, type MinorCues } from './cues.ts';
export { IMAGE_VERSION, type ImageScores, judgePicture, sexualScore, suspected } from './judge.ts';
export { IMAGE_LIST_VERSION, type Listed, matchListed } from './listed.ts';
