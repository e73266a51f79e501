/** Decides how the ticket panel changes: what is shown, what is open, what is under way, and what came of it. */
import type { Action, Changed, Message, PanelView, Refusal, RequestView } from '../../src/contract';
import type { Place } from '../parts/acting';
import type { Catalogue } from '../parts/catalogue';

/** What a form is opened for: an action of the server, or one that the panel offers of itself. */
export type OwnIntent = { readonly do: 'raise-flag' | 'write-handover' | 'record-authorisation' | 'erase-person' };
export type Intent = Action | OwnIntent;

export const isOwn = (intent: Intent): intent is OwnIntent => intent.do === 'raise-flag' || intent.do === 'write-handover' || intent.do === 'record-authorisation' || intent.do === 'erase-person';

export type Opened = { readonly intent: Intent; readonly place: Place };

/** Which decision's terms are on the screen: the one that was asked for, else the one that waits for the reader. */
export const decisionOnScreen = (asked: Intent | undefined, request: RequestView): RequestView['decideNow'] => (asked?.do === 'decide' ? asked.decision : request.decideNow);

/** Where a form or a refusal stands: where its button was pressed, or under the turn if that is gone by now. */
export function placeNow(place: Place, asked: Intent | undefined, request: RequestView | undefined): Place {
  if (!request) return place;
  const [where, what] = place.split(/:(.*)/);
  if (where === 'attention' && !request.attention.some(({ id }) => id === what)) return 'turn';
  return where === 'decision' && decisionOnScreen(asked, request) !== what ? 'turn' : place;
}

export type PanelState = {
  readonly view?: PanelView;
  readonly words: Catalogue;
  /** When the view was answered, to know when it is old. */
  readonly asOf: number;
  /** Nothing could be shown at all. */
  readonly fault?: Refusal;
  readonly open?: Opened;
  readonly underWay?: Opened;
  readonly refused?: { readonly place: Place; readonly refusal: Refusal };
  readonly done?: Message;
  /** Counts what came to an end, so that the focus moves once for each. */
  readonly ended: number;
};

export type Event =
  | { readonly is: 'opened'; readonly view: PanelView; readonly words: Catalogue; readonly at: number }
  | { readonly is: 'could-not-open'; readonly refusal: Refusal; readonly words: Catalogue }
  | { readonly is: 'form'; readonly open: Opened }
  | { readonly is: 'form-closed' }
  | { readonly is: 'begun'; readonly what: Opened }
  | { readonly is: 'changed'; readonly view: Changed; readonly at: number }
  | { readonly is: 'refused'; readonly place: Place; readonly refusal: Refusal }
  | { readonly is: 'dismissed' };

export const begin: PanelState = { words: {}, asOf: 0, ended: 0 };

export function next(state: PanelState, event: Event): PanelState {
  const { view, open, underWay, refused, done } = state;
  const kept = { words: state.words, asOf: state.asOf, ended: state.ended, ...(view && { view }) };
  switch (event.is) {
    case 'opened':
      // A look at what is new must not take away the form that somebody is filling in, nor the refusal that they read.
      return { ...kept, ...(open && { open }), ...(underWay && { underWay }), ...(refused && { refused }), ...(done && { done }), view: event.view, words: event.words, asOf: event.at };
    case 'could-not-open':
      return state.view ? state : { ...kept, words: event.words, fault: event.refusal };
    case 'form':
      return { ...kept, open: event.open };
    case 'form-closed':
      return kept;
    case 'begun':
      return { ...kept, ...(open && { open }), underWay: event.what };
    case 'changed':
      return { ...kept, view: event.view, asOf: event.at, ended: state.ended + 1, ...(event.view.done && { done: event.view.done }) };
    case 'refused':
      // The form stays as it was filled in: nothing that was typed is lost.
      return { ...kept, ...(open && { open }), refused: { place: event.place, refusal: event.refusal } };
    case 'dismissed':
      return { ...kept, ...(open && { open }) };
  }
}
