// Answers without leaving the page: one request where a form, its explanation and the next
// question take three. The server alone decides; what it sends otherwise is gone to as ever.

const main = document.getElementById("main");
const PREFERENCE = { Prefer: "return=representation" }; // RFC 7240
const PATIENCE = 500; // ms without a word
let shown = location.pathname;
let ahead; // the question that came with the explanation before it
let sending = false;

const show = (page) => {
  const { url } = page.dataset;
  if (url !== shown) history.pushState(null, "", url);
  shown = url;
  const title = page.content.querySelector("title");
  document.title = title.textContent;
  title.remove();
  const first = page.content.querySelector("[autofocus], h1");
  first.tabIndex = -1;
  first.autofocus = false; // said once, by the line below
  main.replaceChildren(page.content);
  window.scrollTo(0, 0);
  first.focus({ preventScroll: true });
};

const send = async (form, button) => {
  const data = new FormData(form);
  if (button.name) data.append(button.name, button.value);
  const response = await fetch(form.action, {
    method: "POST",
    headers: PREFERENCE,
    body: new URLSearchParams(data),
  });
  if (response.headers.has("Preference-Applied")) {
    const pages = new DOMParser().parseFromString(await response.text(), "text/html");
    const [first, next] = pages.querySelectorAll("template");
    ahead = next;
    show(first);
  } else if (response.redirected) {
    location.assign(response.url);
  } else {
    delete form.dataset.inPlace;
    button.click();
  }
};

main.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!("inPlace" in form.dataset) || !submitter) return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  const status = form.querySelector(".sending");
  const tell = (words) => {
    status.textContent = status.dataset[words];
    status.classList.toggle("field-error", words === "failed");
  };
  const wait = setTimeout(tell, PATIENCE, "sending");
  try {
    await send(form, submitter);
  } catch {
    tell("failed");
  } finally {
    clearTimeout(wait);
    sending = false;
  }
});

main.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!ahead || link?.pathname !== ahead.dataset.url) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(ahead);
  ahead = undefined;
});

window.addEventListener("popstate", () => {
  if (location.pathname !== shown) location.reload();
});
