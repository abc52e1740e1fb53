/** What the fake holds of evidence in bulk. */
import type { BulkExportRequest, BulkExportShape } from '../../core/records/bulk-export.contract.ts';

export interface FakeExports {
  mode: 'ok' | 'failing' | 'slow' | 'full';
  readonly exports: BulkExportShape[];
  readonly asked: BulkExportRequest[];
}
