/** A parent that a test kills: draws one document, says whose process did it, and stays. */
import { createDocuments } from '../../documents/document-process.ts';
import { paper } from './deadlines-on-paper.ts';

const documents = createDocuments();
await documents.draw('deadlines', { paper: paper(), language: 'sv' });
process.send?.(documents.pid());
setInterval(() => undefined, 60_000);
