/** Decides whether the pane for erasing somebody says what stays before anything is asked, and keeps what is done when a page is stopped. */
import { ErasePerson } from '../../static/settings/ErasePerson';
import { afterPage, type Erasing } from '../../static/settings/use-erasure';
import { draw } from './draw';

const never = (): Promise<never> => Promise.reject(new Error('A drawing asks nothing'));
const begun: Erasing = { asked: { whom: 'luis@example.com', also: [], reason: 'person-asked' }, requests: 0, looked: 0, unreadable: [], state: 'under-way' };

it('says what goes and what stays, asks for an address, and erases nothing by its first button', () => {
  const $ = draw(<ErasePerson invoke={never} />);
  expect($('.card').text()).toContain('goes for good');
  expect($('h3').text()).toBe('What stays, and why');
  expect($('.editor__body > ul li').length).toBe(4);
  expect($('input.input[required]').length).toBe(1);
  // Its three points say that another question comes.
  expect($('button').toArray().map((one) => $(one).text())).toEqual(['Erase a person…']);
  expect($('dialog').length).toBe(0);
});

it('goes on behind the last request that is done with, and adds up what the pages did', () => {
  const first = afterPage(begun, { requests: 3, looked: 20, unreadable: ['17'], elsewhere: { rules: 1, purges: 2, absences: 0, isApprover: true }, next: '20' });
  expect(first).toMatchObject({ requests: 3, looked: 20, after: '20', state: 'under-way' });
  const second = afterPage(first, { requests: 1, looked: 4, unreadable: ['23'], next: '24', stopped: { code: 'busy', params: {} } });
  expect(second).toMatchObject({ requests: 4, looked: 24, after: '24', state: 'stopped', refusal: { code: 'busy' } });
  const last = afterPage({ ...second, state: 'under-way' }, { requests: 0, looked: 0, unreadable: [] });
  expect(last).toMatchObject({ requests: 4, looked: 24, unreadable: ['17', '23'], elsewhere: { rules: 1, purges: 2, isApprover: true }, state: 'over' });
  expect(last.refusal).toBeUndefined();
});

it('begins again where the very first request stopped it, and counts what belongs to none once', () => {
  const elsewhere = { rules: 2, purges: 1, absences: 1, isApprover: false };
  const stopped = afterPage(begun, { requests: 0, looked: 0, unreadable: [], elsewhere, stopped: { code: 'busy', params: {} } });
  expect([stopped.after, stopped.state]).toEqual([undefined, 'stopped']);
  const again = afterPage(stopped, { requests: 1, looked: 1, unreadable: [], elsewhere: { rules: 0, purges: 0, absences: 0, isApprover: false }, next: '1' });
  expect(again.elsewhere).toEqual(elsewhere);
});
