import {
  type AttachmentShape,
  countriesToTell,
  picturesOf,
} from '../../../client/src/inbox/item/attachments.ts';
import { itemWith } from './item-fixture.ts';

describe('what stands beside a picture', () => {
  it('A blocked picture is reported to the police of the account’s country, and to no other for want of knowing', () => {
    expect(countriesToTell('NO', true)).toEqual(['NO']);
    expect(countriesToTell('SE', true)).toEqual(['SE']);
    expect(countriesToTell(undefined, false)).toEqual([]);
    expect(countriesToTell(undefined, true)).toEqual(['SE', 'NO']);
  });
  it('A row counts the pictures, not the links and films', () => {
    const { attachments } = itemWith('a');
    expect(picturesOf({ attachments })).toBe(0);
    const look: AttachmentShape['look'] = {
      state: 'pending',
      cause: null,
      version: null,
      verdicts: [],
      listable: false,
    };
    const of = (type: AttachmentShape['type']): AttachmentShape => ({
      type,
      state: 'unfetched',
      look,
      alt: null,
    });
    expect(picturesOf({ attachments: [of('image'), of('link'), of('video'), of('image')] })).toBe(2);
  });
});
