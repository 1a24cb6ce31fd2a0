// Tables of the office: choose all that is shown, choose a range with Shift, and see how many are chosen.

const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
let lastTouched = null;

const rowsOf = (form) => [...form.querySelectorAll("input[data-bulk-row]")];

function count(form) {
  const rows = rowsOf(form);
  const chosen = rows.filter((row) => row.checked).length;
  for (const output of form.querySelectorAll("[data-bulk-count]")) output.textContent = numbers.format(chosen);
  for (const bar of form.querySelectorAll("[data-bulk-bar]")) bar.toggleAttribute("data-nothing", chosen === 0);
  for (const all of form.querySelectorAll("[data-bulk-all]")) {
    all.checked = rows.length > 0 && chosen === rows.length;
    all.indeterminate = chosen > 0 && chosen < rows.length;
  }
}

function chooseUpTo(form, row) {
  const rows = rowsOf(form);
  const from = rows.indexOf(lastTouched);
  const to = rows.indexOf(row);
  if (from < 0 || to < 0) return;
  for (const between of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) between.checked = row.checked;
}

document.addEventListener("click", (event) => {
  const row = event.target;
  if (!(row instanceof HTMLInputElement) || !row.matches("[data-bulk-row]")) return;
  if (event.shiftKey && lastTouched) chooseUpTo(row.form, row);
  lastTouched = row;
  count(row.form);
});

document.addEventListener("change", (event) => {
  const control = event.target;
  if (!(control instanceof HTMLInputElement)) return;
  const form = control.closest("form[data-bulk]");
  if (!form) return;
  if (control.matches("[data-bulk-all]")) {
    for (const row of rowsOf(form)) row.checked = control.checked;
  }
  count(form);
});

const countEverywhere = () => document.querySelectorAll("form[data-bulk]").forEach(count);

// Filtering as one types needs htmx; where it is missing the button stays.
function upgrade() {
  if (!window.htmx) return;
  for (const button of document.querySelectorAll("[data-table-tools] [data-plain-submit]")) button.hidden = true;
}

document.addEventListener("htmx:afterSettle", countEverywhere);
window.addEventListener("pageshow", countEverywhere);
upgrade();
countEverywhere();
