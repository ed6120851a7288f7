"use strict";
// Without this script everything is shown, one part under the other; it only hides and filters.
document.documentElement.classList.add("js");
const byId = (id) => document.getElementById(id);
// Words are found whether typed with or without marks.
const plain = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && byId(id);
  if (!target) return;
  const pair = target.closest(".pair");
  if (pair) {
    document.querySelectorAll(".pair.open").forEach((open) => open.classList.remove("open"));
    pair.classList.add("open");
  }
  const plan = target.closest("details");
  if (plan) plan.open = true;
  target.scrollIntoView();
}

function filter() {
  const task = plain(byId("filter-task").value.trim());
  const locality = plain(byId("filter-locality").value.trim());
  const status = byId("filter-status").value;
  document.querySelectorAll("table.matrix").forEach((table) => {
    const heads = [...table.querySelectorAll("th.locality")];
    const shown = heads.map((head) => plain(head.dataset.name).includes(locality));
    heads.forEach((head, at) => { head.hidden = !shown[at]; });
    table.querySelectorAll("tbody tr").forEach((row) => {
      const cells = [...row.querySelectorAll("td.cell")];
      cells.forEach((cell, at) => { cell.hidden = !shown[at]; });
      const fits = cells.some((cell, at) => shown[at] && (!status || cell.classList.contains(status)));
      row.hidden = !plain(row.textContent).includes(task) || !fits;
    });
  });
}

function only(button) {
  const page = button.closest(".pair");
  const pressed = button.getAttribute("aria-pressed") === "true";
  page.querySelectorAll("button.chip").forEach((other) => other.setAttribute("aria-pressed", "false"));
  if (!pressed) button.setAttribute("aria-pressed", "true");
  page.querySelectorAll("tr.row").forEach((row) => { row.hidden = !pressed && row.dataset.status !== button.dataset.status; });
}

addEventListener("hashchange", follow);
byId("filters").addEventListener("input", filter);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("print").addEventListener("click", () => print());
document.querySelectorAll("button.chip").forEach((button) => button.addEventListener("click", () => only(button)));
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((plan) => { plan.open = true; }));
follow();
