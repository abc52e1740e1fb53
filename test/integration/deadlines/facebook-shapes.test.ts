/** An answer stops its clocks in every shape in which Facebook tells of a thread. */
import { expect, test } from '@jest/globals';
import type { Item } from '../../../core/inbox/item.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf, PAGE_ID, POST_ID, type Value } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const PAGE = { id: PAGE_ID, name: 'Sidan' };
const ANNA = { id: '9101', name: 'Anna Exempel' };
const BO = { id: '9102', name: 'Bo Påhittad' };
const at = (minute: number): Date => new Date(MONDAY.getTime() + minute * 60_000);

const without = (key: string, value: Value): Value => {
  const { [key]: _left, ...rest } = value;
  return rest;
};
const asPost = (value: Value): Value => ({ ...without('post_id', value), post: { id: value.post_id } });
const PHOTO = 'https://scontent.example/foto.jpg';

/** Anna asks and asks again, Bo asks beside; the page answers under the root. */
function thread(n: string) {
  const parentId = `${n}_1`;
  return {
    root: added({ id: parentId, text: 'Hur länge är det öppet?', at: at(1), from: ANNA }),
    again: added({ id: `${n}_2`, text: 'Och på lördag?', at: at(2), from: ANNA, parentId }),
    other: added({ id: `${n}_3`, text: 'När öppnar ni?', at: at(3), from: BO, parentId }),
    reply: added({ id: `${n}_4`, text: 'Till klockan 18.', at: at(4), from: PAGE, parentId }),
  };
}
type Shape = (values: ReturnType<typeof thread>) => Readonly<Record<string, Value>>;

const ANSWERED = ['answered', 'answered', 'running'];
const SHAPES: Readonly<Record<string, { shape: Shape; states: readonly string[] }>> = {
  'the post as an object': {
    shape: (values) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asPost(value)])),
    states: ANSWERED,
  },
  'no post at the replies': {
    shape: ({ root, again, other, reply }) => ({
      root,
      again: without('post_id', again),
      other: without('post_id', other),
      reply: without('post_id', reply),
    }),
    states: ANSWERED,
  },
  'no post at the answer': {
    shape: ({ reply, ...rest }) => ({ ...rest, reply: without('post_id', reply) }),
    states: ANSWERED,
  },
  'a picture alone as the answer': {
    shape: ({ reply, ...rest }) => ({ ...rest, reply: { ...without('message', reply), photo: PHOTO } }),
    states: ANSWERED,
  },
  'a tag of another in the thread': {
    shape: ({ reply, ...rest }) => ({ ...rest, reply: { ...reply, message_tags: [{ id: BO.id }] } }),
    states: ['running', 'running', 'answered'],
  },
  'tags by their place, of somebody from elsewhere': {
    shape: ({ reply, ...rest }) => ({ ...rest, reply: { ...reply, message_tags: { '0': [{ id: '7' }] } } }),
    states: ANSWERED,
  },
  'the answer under the follow-up itself': {
    shape: ({ reply, again, ...rest }) => ({
      ...rest,
      again,
      reply: { ...reply, parent_id: again.comment_id },
    }),
    states: ANSWERED,
  },
  'a post whose comments bear another number': {
    shape: (values) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          {
            ...value,
            post_id: `${PAGE_ID}_photo`,
            ...(value.parent_id === POST_ID ? { parent_id: `${PAGE_ID}_photo` } : {}),
          },
        ]),
      ),
    states: ANSWERED,
  },
  'names in capitals and in another form': {
    shape: ({ reply, ...rest }) => ({
      ...rest,
      reply: { ...reply, message: 'BO PÅHITTAD, klockan nio.'.normalize('NFD') },
    }),
    states: ['running', 'running', 'answered'],
  },
  'a number instead of words for an id': {
    shape: ({ reply, ...rest }) => ({ ...rest, reply: { ...reply, from: { ...PAGE, id: Number(PAGE_ID) } } }),
    states: ANSWERED,
  },
};

test.each(
  Object.entries(SHAPES).flatMap(([name, shape]) =>
    [false, true].map((reversed) => [name, reversed ? 'last first' : 'in order', shape] as const),
  ),
)('An answer stops the clocks of what it answers: %s, %s', async (name, order, { shape, states }) => {
  const n = `${Object.keys(SHAPES).indexOf(name) + 500}${order === 'in order' ? 1 : 2}`;
  const values = Object.values(shape(thread(n)));
  for (const [index, value] of (order === 'in order' ? values : values.reverse()).entries())
    await s.world.deliver(envelopeOf([value], { sentAt: at(10), salt: `${n}-${index}` }));
  const items = await Promise.all(
    [1, 2, 3].map(async (id) => (await storedOf(s, `${n}_${id}`)).item as Item),
  );
  expect(items.map(({ deadline }) => deadline.state)).toEqual(states);
});

test('A question that comes late is answered by what the account wrote under another question of its thread', async () => {
  const { root, again, reply } = thread('540');
  const under = { ...reply, parent_id: again.comment_id };
  const late = added({ id: '540_9', text: 'Och på söndag?', at: at(2.5), from: ANNA, parentId: '540_1' });
  for (const [index, value] of [root, again, under, late].entries())
    await s.world.deliver(envelopeOf([value as Value], { sentAt: at(10), salt: `540-${index}` }));
  expect((await storedOf(s, '540_9')).item?.deadline.state).toBe('answered');
});
