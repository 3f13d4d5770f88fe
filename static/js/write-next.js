// Ctrl + Enter in the editor: save the part of a module and open the next one.
// Rich text gives its last words to the form a quarter of a second later, so the button waits.
const PATIENCE = 600; // milliseconds

document.addEventListener(
  "keydown",
  (event) => {
    const button = document.querySelector("button[name=action-write-next]");
    if (!button || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation(); // it would begin a paragraph
    setTimeout(() => button.click(), PATIENCE);
  },
  true,
);
