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

function show(isFirst) {
  const { page, about } = route();
  const shown = PAGES[page]?.(...about) ?? { title: labels.gone, content: [] };
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

document.getElementById("skip").addEventListener("click", () => view.focus());
addEventListener("hashchange", () => show(false));
fillIndex(document.getElementById("all"));
show(true);
