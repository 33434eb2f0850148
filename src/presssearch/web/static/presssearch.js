// Every page works without this.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (target, name, act) => target.addEventListener(name, act);
  const make = (tag, values, ...inside) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...inside);
    return made;
  };
  const box = $("#q"), form = $("#s"), texts = document.body.dataset;
  const page = () => location.href.split("#")[0];

  // Of several requests only the last one is answered
  const latest = (delay, act) => {
    let timer, request;
    return (...values) => {
      clearTimeout(timer);
      request?.abort();
      const { signal } = request = new AbortController();
      timer = setTimeout(() => act(signal, ...values).catch(error => {
        if (error.name !== "AbortError") throw error;
      }), delay);
    };
  };
  const asked = async (signal, address) => {
    const answer = await fetch(address, { signal });
    if (!answer.ok) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  // What is empty is left out of the address
  on(form, "formdata", ({ formData }) => [...formData].forEach(([name, value]) => value || formData.delete(name)));

  // Filters, dates and the order answer at once; screen readers are told how many there are
  const said = make("p", { className: "vh", role: "status" });
  let shown = page();

  const replace = (selector, found, parent) => {
    all(selector).forEach(one => one.remove());
    parent.append(...all(selector, found));
  };
  const swap = found => {
    const { name, value, type } = document.activeElement;
    const open = new Map(all(".side details").map(one => [one.dataset.name, one.open]));
    $(".side").replaceWith($(".side", found));
    all(".side details").forEach(one => { one.open = open.get(one.dataset.name) ?? one.open; });
    $("main").replaceChildren(...$("main", found).childNodes);
    $(".foot").replaceWith($(".foot", found));
    replace("link[rel=canonical], link[rel=alternate], link[rel=prev], link[rel=next]", found, document.head);
    replace("#s input[type=hidden]", found, form);
    box.value = $("#q", found).value;
    document.title = found.title;
    dress();
    const same = one => one.name === name && (type !== "checkbox" || one.value === value);
    if (name && name !== "q") all("[form=s]").find(same)?.focus({ preventScroll: true });
    setTimeout(() => { said.textContent = $(".status").textContent; }, 100);
  };
  const load = latest(100, async (signal, address, push) => {
    $("main").ariaBusy = "true";
    try {
      const found = await asked(signal, address);
      if (push) history.pushState(null, "", $("link[rel=canonical]", found).getAttribute("href"));
      shown = page();
      swap(found);
      $("main").ariaBusy = "false";
    } catch (error) {
      if (error.name === "AbortError") throw error;
      location.assign(address);
    }
  });

  // A box in long filters asks for the values that begin so

  const narrow = facet => {
    const more = $(".more", facet), values = $("fieldset", facet), legend = $("legend", values);
    const first = all("div", values);
    const look = latest(150, async (signal, prefix) => {
      let rows = first;
      if (prefix) {
        const found = await asked(signal, `${more.href}${more.search ? "&" : "?"}${new URLSearchParams({ prefix })}`);
        rows = all("fieldset > div", found).slice(0, 20);
        rows.forEach(row => all("input, button", row).forEach(one => one.setAttribute("form", "s")));
      }
      values.replaceChildren(legend, ...rows);
    });
    const ariaLabel = `${texts.within}: ${legend.textContent}`;
    const find = make("input", { type: "search", className: "within", placeholder: texts.within, ariaLabel });
    on(find, "input", () => look(find.value.trim()));
    values.before(find);
  };
  const dress = () => {
    $(".side .apply")?.remove();
    all(".long").forEach(narrow);
    all(".timeline ol").forEach(one => { one.scrollLeft = document.dir === "rtl" ? -1e6 : 1e6; });
  };

  dress();
  if ($(".side")) {
    document.body.append(said);
    on(document, "change", event => {
      if (event.target.form !== form) return;
      load(`${form.action}?${new URLSearchParams(new FormData(form))}`, true);
    });
    on(window, "popstate", () => { if (page() !== shown) load(page()); });
  }

  // Suggestions while one types: the combobox of WAI-ARIA

  if (box.dataset.suggest) {
    const list = make("ul", { id: "suggestions", role: "listbox", hidden: true, ariaLabel: texts.suggestions });
    const kinds = JSON.parse(box.dataset.kinds);
    const pick = option => {
      all("li", list).forEach(one => { one.ariaSelected = String(one === option); });
      box.setAttribute("aria-activedescendant", option?.id ?? "");
    };
    const open = shows => {
      list.hidden = !shows;
      box.ariaExpanded = String(shows);
      pick();
    };
    const take = ({ dataset }) => {
      open(false);
      if (dataset.url) return location.assign(dataset.url);
      box.value = dataset.query;
      form.requestSubmit();
    };
    const ask = latest(100, async signal => {
      const q = box.value.trim();
      const answer = q && await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q })}`, { signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      list.replaceChildren(...found.map(({ kind, text, count, query, url }, n) => {
        const note = make("small", { textContent: `${kinds[kind] ?? kind} ${count}` });
        const option = make("li", { id: `option${n}`, role: "option" }, make("bdi", { textContent: text }), note);
        Object.assign(option.dataset, kind === "headlines" ? { url } : { query });
        return option;
      }));
      open(found.length > 0 && document.activeElement === box);
    });
    Object.assign(box, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
    box.setAttribute("aria-controls", list.id);
    box.after(list);
    on(list, "mousedown", event => {
      event.preventDefault();
      const option = event.target.closest("li");
      if (option) take(option);
    });
    on(box, "blur", () => open(false));
    on(box, "input", ask);
    on(box, "keydown", event => {
      if (list.hidden) return;
      const options = all("li", list), here = options.findIndex(one => one.ariaSelected === "true");
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) pick(options[(here + 1 + step + options.length + 1) % (options.length + 1) - 1]);
      else if (event.key === "Escape") open(false);
      else if (event.key === "Enter" && here >= 0) take(options[here]);
      else return;
      event.preventDefault();
    });
  }

  // Keys, which the help page can switch off

  let keys = true;
  try { keys = localStorage.getItem("keys") !== "off"; } catch { /* not kept */ }
  const step = by => {
    const hits = all(".results h2 a, .text mark");
    const next = hits[Math.max(0, hits.indexOf(document.activeElement) + by)];
    if (next?.matches("mark")) next.tabIndex = -1;
    next?.focus();
  };
  const acts = {
    "/": () => box.focus(),
    "?": () => location.assign(`${$(".help").href}#keys`),
    n: () => step(1),
    p: () => step(-1),
  };
  on(document, "keydown", event => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (!keys || typing || event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  const choice = $("#keys input");
  if (choice) {
    choice.closest("p").hidden = false;
    choice.checked = keys;
    on(choice, "change", () => {
      keys = choice.checked;
      try { localStorage.setItem("keys", keys ? "on" : "off"); } catch { /* not kept */ }
    });
  }
})();
