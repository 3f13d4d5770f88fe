// Once a form is on its way, what Wagtail would still save by itself is out of date: the server
// answers 400 and the editor speaks of a newer version. It saves no more, until one comes back.
const AUTOSAVED = "form[data-controller~=w-autosave]";

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches(AUTOSAVED)) return;
  event.target.dataset.wAutosaveActiveValue = "false";
});

window.addEventListener("pageshow", (event) => {
  const form = document.querySelector(AUTOSAVED);
  if (event.persisted && form) form.dataset.wAutosaveActiveValue = "true";
});
