// Names every question a screen may ask and what it gets back: types only.
export type TicketPanelApi = {
  'panel.open': () => { issueKey: string };
};
