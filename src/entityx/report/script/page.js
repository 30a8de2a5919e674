// Shows the page that the address names.

const view = document.getElementById("view");

const PAGES = {
  overview: overviewPage,
  index: overviewPage,
  documents: documentsPage,
  agreements: agreementsPage,
  entity: entityPage,
  document: documentPage,
};

let shown = null;
let updateIndex = null;

/** Make the page that the address names. */
function draw() {
  const { page, about } = route();
  shown = PAGES[page]?.(...about) ?? { title: labels.gone, content: [] };
  const heading = element(
    "h2",
    { tabindex: "-1" },
    name(shown.title),
    shown.kind ? element("small", { class: `kind-${shown.kind}` }, labels.kind[shown.kind]) : null,
  );
  view.replaceChildren(heading, ...shown.content.filter((one) => one !== null));
  document.body.dataset.page = page;
  document.title = `${shown.title} – entityx`;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${page}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  return { page, heading };
}

/** Make it, and go there. */
function show(isFirst) {
  const { page, heading } = draw();
  if (isFirst && !shown.target) return;
  const target = shown.target ?? (page === "index" ? document.querySelector("#all input") : heading);
  if (shown.target) {
    shown.target.tabIndex = -1;
    shown.target.classList.add("target");
  }
  target.focus({ preventScroll: true });
  if (shown.target) shown.target.scrollIntoView({ block: "center" });
  else scrollTo(0, 0);
}

/** Offer to leave out what is unsure, where anything is. What a page has been searched and filtered for stays. */
function offerSureOnly(place) {
  place.hidden = !has_unsure;
  place.querySelector("input").addEventListener("change", (event) => {
    setSureOnly(event.target.checked);
    updateIndex();
    if (shown.update) shown.update();
    else draw();
  });
}

document.getElementById("skip").addEventListener("click", () => view.focus());
addEventListener("hashchange", () => show(false));
offerSureOnly(document.getElementById("sure-only"));
updateIndex = fillIndex(document.getElementById("all"));
show(true);
