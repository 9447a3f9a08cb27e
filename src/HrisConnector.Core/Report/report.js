// Stands inside the report: filters, the search and the reader's time zone. The page says everything without it.
(() => {
  'use strict';
  const byId = id => document.getElementById(id);
  const all = (selector, within) => within ? [...within.querySelectorAll(selector)] : [];
  const english = new Intl.NumberFormat('en');
  const count = (n, one, many) => `${english.format(n)} ${n === 1 ? one : many}`;
  const offer = element => { if (element) element.hidden = false; };

  // Small and large letters, accents and the width of characters make no difference to a search.
  const folded = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

  // Times: in the page they are in UTC, here they become the reader's; the other one is the tooltip.
  function showTimes(inUtc) {
    // The Swedish way is year, month, day, and a clock of 24 hours: nobody misreads it.
    const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });
    for (const time of times) {
      const mine = local.format(new Date(time.element.dateTime));
      time.element.textContent = inUtc ? time.utc : mine;
      time.element.title = inUtc ? `${mine} (${zone})` : time.utc;
    }
    byId('zone').textContent = inUtc ? 'All times are in UTC.' : `All times are in your time zone, ${zone}.`;
  }
  const zone = new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
  const times = all('time', document).map(element => ({ element, utc: element.textContent }));
  byId('utc').addEventListener('change', event => showTimes(event.target.checked));
  showTimes(byId('utc').checked);
  offer(byId('utc-choice'));

  // The list of the synchronizations, by status.
  const runs = all('#run-list tbody tr', document);
  const boxes = all('input', byId('run-filter'));
  const extent = byId('run-result') && byId('run-result').textContent;
  function filterRuns() {
    const wanted = new Set(boxes.filter(box => box.checked).map(box => box.value));
    let shown = 0;
    for (const run of runs) {
      run.hidden = !wanted.has(run.dataset.status);
      shown += run.hidden ? 0 : 1;
    }
    byId('run-result').textContent = shown === runs.length ? extent
      : `${english.format(shown)} of ${count(runs.length, 'synchronization', 'synchronizations')} shown`;
  }
  boxes.forEach(box => box.addEventListener('change', filterRuns));
  if (boxes.length > 0 && boxes.some(box => !box.checked)) filterRuns(); // as a browser restores them
  offer(byId('run-filter'));

  // The lines to look at, by words and by cause. A line is found when it has every word.
  const causes = all('.cause', document).map(section => ({
    section, rows: all('tbody tr', section).map(row => ({ row, text: folded(all('th, td', row).map(cell => cell.textContent).join(' ')) })),
  }));
  function searchFaults() {
    const words = folded(byId('fault-text').value).split(/\s+/).filter(word => word);
    const wanted = byId('fault-cause').value;
    let shown = 0, listed = 0;
    for (const { section, rows } of causes) {
      let found = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every(word => text.includes(word));
        found += row.hidden ? 0 : 1;
      }
      section.hidden = (wanted !== 'all' && wanted !== section.id) || (words.length > 0 && found === 0);
      shown += section.hidden ? 0 : found;
      listed += rows.length;
    }
    byId('fault-result').textContent = shown === 0 ? 'Nothing found' : `${english.format(shown)} of ${count(listed, 'entry', 'entries')} shown`;
  }
  if (causes.length > 0) {
    byId('fault-text').addEventListener('input', searchFaults);
    byId('fault-cause').addEventListener('change', searchFaults);
    // A link to a cause that the filter hides would lead nowhere.
    byId('causes').addEventListener('click', event => {
      const link = event.target.closest('a');
      if (!link) return;
      byId('fault-text').value = '';
      byId('fault-cause').value = 'all';
      searchFaults();
    });
    searchFaults();
    offer(byId('fault-search'));
  }

  // A chart that is wider than the screen begins with the last run.
  for (const chart of all('.chart', document)) chart.scrollLeft = chart.scrollWidth;

  // Paper shows everything.
  let closed = [];
  addEventListener('beforeprint', () => { closed = all('details:not([open])', document); closed.forEach(part => { part.open = true; }); });
  addEventListener('afterprint', () => closed.forEach(part => { part.open = false; }));
})();
