/** Decides the words of the last day: a desk that is taken away, and one that is brought in. */
export const lastDayMessages = {
  'desk-being-imported': 'A whole desk is being brought in. Nothing is decided before all of it is there.',
  'desk-not-empty': 'This installation has a desk already, and an import would write over it. A desk is brought into an empty installation only: one that was uninstalled and installed again.',
  'desk-import-other': 'Another file is half-way in. Go on with that one, or uninstall and install the app again.',
  'desk-import-out-of-order': 'Part {part} is missing here. Nothing was taken; choose the whole file again and the import goes on there.',
  'desk-import-altered': 'Part {part} is not as it was exported. It was not taken; choose the file as it was saved.',
  'desk-file-unreadable': 'This is no export of a desk.',
  'desk-file-later': 'This desk was exported by a later version of the app. Update the app first.',
  'desk-other-site': 'This desk is of another site: its tickets are not here.',
  'desk-other-project': 'The desk has requests of project {project}, whose rules you may not administer. Somebody who administers all of them takes it away and brings it back.',
  'desk-export-sealed': 'A checkpoint was sealed while the desk was exported. Export it again, so that the file has all that the checkpoint covers.',
  'done.desk-imported': '{rows, plural, one {# row} other {# rows}} brought in, {requests, plural, one {# request} other {# requests}} among them.',
  'event.desk.exported': 'Took the whole desk away as a file',
  'event.desk.imported': 'Brought a whole desk in: {rows, plural, one {# row} other {# rows}} in {parts, plural, one {# part} other {# parts}}, file {file}',
  'event.ticket.gone': 'The ticket is no longer there',
  'old-tickets-search': 'Jira does not understand this search. Try it in Jira’s own search first, without an order.',
  'desk.odd.gone': 'ticket gone',
} as const;
