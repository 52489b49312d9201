import type { BatchOperation, BatchPartAnswer } from '../odata/multipartBatch';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { DataverseService } from './dataverseService';
import type { Result } from '../../core/result';
import type { ServiceFailure } from '../odata/serviceCall';
import { err, ok } from '../../core/result';
import { multipartBatchText, parseMultipartBatch } from '../odata/multipartBatch';
import { unexpected } from '../odata/readPages';

export interface SentBatch {
  /** By the operations' places; absent where the service did not come to an operation. */
  readonly answers: readonly (readonly BatchPartAnswer[])[];
  /** An earlier attempt was sent and its answer lost: a refusal may come of its having been carried out. */
  readonly repeated: boolean;
}

/** Sends operations in one request, each on its own (Execute batch operations using the Web API; at most 1,000). */
export async function sendBatch(
  service: DataverseService,
  operations: readonly BatchOperation[],
  safety: 'read' | 'repeatable',
  cancel: CancelSignal,
): Promise<Result<SentBatch, ServiceFailure>> {
  const boundary = `batch_${service.access.ids.guid()}`;
  const answer = await service.client.call(
    {
      method: 'POST',
      url: '$batch',
      headers: {
        'Content-Type': `multipart/mixed; boundary="${boundary}"`,
        Accept: 'multipart/mixed',
        Prefer: 'odata.continue-on-error',
      },
      body: multipartBatchText(operations, boundary),
      safety,
    },
    cancel,
  );
  if (!answer.ok) return answer;
  const { headers, body, repeated } = answer.value;
  const answers = parseMultipartBatch(headers.get('content-type') ?? '', body);
  if (!answers || answers.length > operations.length) return err(unexpected('something that is no batch'));
  return ok({ answers, repeated });
}
