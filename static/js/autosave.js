// Wagtail saves by itself some seconds after a change. Where the form was sent meanwhile, and its
// answer is slow, that would be out of date: refused (400), with a word of a newer version. It is
// given up instead.
{
  let waiting;
  const form = "form[data-controller~=w-autosave]";

  document.addEventListener("w-autosave:save", (event) => {
    waiting = event;
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches(form)) return;
    waiting?.preventDefault();
    event.target.dataset.wAutosaveActiveValue = "false";
  });
  // It looks for changes from two seconds on; what was typed before is one too. Rich text hides the
  // event of its fields.
  let typed = false;
  for (const name of ["input", "keypress", "paste"]) {
    document.addEventListener(name, (event) => {
      typed ||= event.target.matches(`${form} *`);
    });
  }
  document.addEventListener("w-unsaved:watch-edits", (event) => {
    if (typed) event.target.dataset.wUnsavedForceValue = "true";
  }, { once: true });
  addEventListener("pageshow", (event) => {
    const restored = event.persisted && document.querySelector(form);
    if (restored) restored.dataset.wAutosaveActiveValue = "true";
  });
}
