/** Decides how a reader is told that time has taken something out of a request: what it was, and when. */
import type { Message } from '../checks/message';
import { lettingGo } from '../procedure/retention';
import type { SnapshotRequest } from '../procedure/request';
import { say } from './looker';

export const goneLines = ({ letGo }: Pick<SnapshotRequest, 'letGo'>): readonly Message[] =>
  lettingGo.flatMap((one) => {
    const went = letGo?.[one];
    return went ? [say(`retention.gone.${one}`, { on: { moment: went.at } })] : [];
  });
