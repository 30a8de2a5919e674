// One entity: what is known of it, and every sentence that mentions it.

const SENTENCES_AT_ONCE = 60;

function entityPage(id) {
  const number = entities.findIndex((one) => one.id === id);
  if (number < 0) return null;
  const entity = entities[number];
  const lists = [
    [labels.said_of_it, (one) => one.entity === number],
    [labels.party_to, (one) => isAmong(one.parties)],
    [labels.third_party_to, (one) => isAmong(one.third_parties)],
  ];
  const isAmong = (parties) => parties.some(([, party]) => party === number);
  const titles = entity.titles.filter(([other, , sure]) => isLeft("title", sure) && entities[other].mentions);
  const companions = entity.companions.filter(([other]) => entities[other].mentions);
  return {
    title: entity.name,
    kind: entity.label,
    content: [
      element("p", {}, phrase("counts", entity)),
      element(
        "dl",
        { class: "facts" },
        entity.forms.length ? fact(labels.other_forms, listed(entity.forms.map(name))) : null,
        entity.state && entity.state !== entity.name ? fact(labels.state, stateLink(entity)) : null,
        titles.length ? fact(entity.label === "TITLE" ? labels.holders : labels.titles, counted(titles)) : null,
        companions.length ? fact(labels.companions, counted(companions)) : null,
      ),
      lists.map(([heading, isOfIt]) => {
        const rows = agreementsLeft().filter(isOfIt);
        return rows.length ? [element("h3", {}, heading), agreementTable(rows).element] : null;
      }),
      element("h3", {}, labels.sentences),
      sentenceList(entity, number),
    ].flat(2),
  };
}

function stateLink(place) {
  const number = entities.findIndex((one) => one.id === `LOC:${place.country}`);
  return number < 0 ? name(place.state) : entityLink(number);
}

/** Others with how often: of each its number, that of the mentions or sentences, and how sure a title is. */
function counted(others) {
  return element(
    "ul",
    { class: "counted" },
    others.map(([number, times, confidence]) =>
      element(
        "li",
        {},
        entityLink(number),
        " ",
        element("small", { title: phrase("times", { n: times }) }, `× ${numbers.format(times)}`),
        typeof confidence === "number" ? [" · ", sureness("title", confidence)] : null,
      ),
    ),
  );
}

/** The sentences that mention an entity, under their documents; each leads to its place there. */
function sentenceList(entity, number) {
  const list = element("div", { class: "sentences", lang: "fr" });
  const more = element("button", { type: "button", class: "more", onclick: () => add(true) });
  let shown = 0;
  let last = null;
  let items = null;

  function add(isAsked) {
    const next = entity.sentences.slice(shown, shown + SENTENCES_AT_ONCE);
    const links = next.map(([where, part]) => {
      if (where !== last) {
        items = element("ul");
        list.append(element("h4", {}, documentLink(where)), items);
        last = where;
      }
      const link = element(
        "a",
        { href: documentAddress(documents[where], part) },
        marked(documents[where].text[part], { linked: false, current: number }),
      );
      items.append(element("li", {}, link));
      return link;
    });
    shown += next.length;
    more.textContent = phrase("more", { n: Math.min(SENTENCES_AT_ONCE, entity.sentences.length - shown) });
    more.hidden = shown >= entity.sentences.length;
    if (isAsked) links[0].focus();
  }

  add(false);
  return [list, more];
}
