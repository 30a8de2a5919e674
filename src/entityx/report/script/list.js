// Lists that are searched, sorted and shown a part at a time.

const AT_ONCE = 100;

/** A field to search with; `search` gets what is looked for, folded. */
function searchField(label, search) {
  const field = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  field.addEventListener("input", () => search(fold(field.value.trim())));
  return element("label", { class: "search" }, element("span", {}, label), field);
}

/**
 * A table whose rows are searched, filtered and sorted.
 *
 * columns: of each its `label`, the `value` of a row that sorts it (a text or a number) and the `cell` that shows it.
 * rows: all of them. sort: the number of the column that sorts first. Returns the `element` and `show(rows)`.
 */
function sortedTable(columns, rows, sort) {
  const order = { column: sort, descending: isNumber(sort) };
  let shown = rows;
  let limit = AT_ONCE;
  const body = element("tbody");
  const count = element("p", { class: "count", role: "status" });
  const more = element("button", { type: "button", class: "more", onclick: () => showMore() });
  const headings = columns.map((column, position) =>
    element(
      "th",
      { scope: "col", class: column.class },
      element("button", { type: "button", onclick: () => sortBy(position) }, column.label),
    ),
  );

  function compare(one, other) {
    const { value } = columns[order.column];
    const [a, b] = [value(one), value(other)];
    const difference = typeof a === "number" ? a - b : collator.compare(a, b);
    return order.descending ? -difference : difference;
  }

  /** Whether a column holds numbers; of these, the largest come first. */
  function isNumber(position) {
    return rows.length > 0 && typeof columns[position].value(rows[0]) === "number";
  }

  function sortBy(position) {
    order.descending = order.column === position ? !order.descending : isNumber(position);
    order.column = position;
    draw();
  }

  function showMore() {
    const first = limit;
    limit += AT_ONCE;
    draw();
    body.rows[first].querySelector("a").focus();
  }

  function draw() {
    headings.forEach((heading, position) => {
      const direction = order.descending ? "descending" : "ascending";
      heading.setAttribute("aria-sort", position === order.column ? direction : "none");
    });
    const sorted = shown.toSorted(compare);
    body.replaceChildren(
      ...sorted.slice(0, limit).map((row) =>
        element("tr", {}, columns.map((column) => element("td", { class: column.class }, column.cell(row)))),
      ),
    );
    more.textContent = phrase("more", { n: Math.min(AT_ONCE, shown.length - limit) });
    more.hidden = shown.length <= limit;
  }

  function show(chosen) {
    shown = chosen;
    limit = AT_ONCE;
    draw();
    count.textContent = shown.length ? phrase("results", { n: shown.length, all: rows.length }) : phrase("nothing");
  }

  draw();
  const table = element("table", {}, element("thead", {}, element("tr", {}, headings)), body);
  return { element: element("div", { class: "listing" }, count, table, more), show };
}

/** Boxes that choose among the kinds; `change` gets the set of those that are chosen. */
function kindChooser(legend, kinds, change) {
  const chosen = new Set(kinds);
  const boxes = kinds.map((kind) => {
    const box = element("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(kind);
      else chosen.delete(kind);
      change(chosen);
    });
    return element("label", { class: `chip kind-${kind}` }, box, element("span", {}, labels.kinds[kind]));
  });
  return element("fieldset", { class: "kinds" }, element("legend", {}, legend), boxes);
}
