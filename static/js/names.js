// Names what Wagtail's editor leaves without a name or with a wrong role, once it is in the page.
{
  const nameAfter = (control, source) => {
    const label = source?.id && document.querySelector(`label[for="${CSS.escape(source.id)}"]`);
    const section = control.closest("section[aria-labelledby]");
    if (label) label.id ||= `${source.id}-label`;
    const name = label?.id || section?.getAttribute("aria-labelledby");
    if (name) control.setAttribute("aria-labelledby", name);
  };

  const mendings = {
    // Rich text hides the field that its label is for.
    ".public-DraftEditor-content[role=textbox]:not([aria-labelledby])": text =>
      nameAfter(text, text.closest(".w-field__input, .w-field")?.querySelector("input[type=hidden]")),
    // So do tags.
    ".tagit-new input:not([aria-labelledby])": tag =>
      nameAfter(tag, tag.closest(".tagit").previousElementSibling),
    // The only field of a block has the name of the block.
    ":is(input:not([type=hidden]), select, textarea)[id$='-value']:not([aria-labelledby])": field =>
      nameAfter(field, field),
    // The button below it says what it is for.
    "#fileupload:not([aria-label])": file =>
      file.setAttribute("aria-label", file.previousElementSibling.innerText.trim()),
    // A window has the name that its heading shows; Wagtail gives it the id of the page's.
    ".modal[role=dialog] h1:not(#window-heading)": heading => {
      heading.id = "window-heading";
      heading.closest(".modal").setAttribute("aria-labelledby", heading.id);
    },
    // The search of a list, or of a window, stands beside that of the menu.
    ":is(#main, .modal) form[role=search]:not([aria-labelledby])": form => {
      const heading = form.closest("#main, .modal").querySelector("h1");
      if (!heading) return;
      heading.id ||= "page-heading";
      form.setAttribute("aria-labelledby", heading.id);
    },
    // A cell that heads nothing is no heading.
    ".modal th:not(:has(*))": cell => cell.textContent.trim() || cell.replaceWith(document.createElement("td")),
    // Wagtail shows who else has the page open on hover only, and takes the words out of the page.
    "button.w-editing-sessions__session:not([aria-label])": button => {
      const shown = button.querySelector("[hidden]") ?? button._tippy?.props.content;
      if (shown) button.setAttribute("aria-label", shown.textContent.trim().replace(/\s+/g, " "));
    },
    // The menu made narrow hides the name of its last button.
    ".sidebar-footer__account:not([aria-label])": button =>
      button.setAttribute("aria-label", button.textContent.trim()),
    ".comment__input:not([aria-label])": text => text.setAttribute("aria-label", text.placeholder),
    // A block among others is no landmark: two pictures have one name.
    "section.w-panel--nested:not([role])": panel => panel.setAttribute("role", "group"),
    // A heading stays one, and its words are said all the same.
    "h2[role=alert]": heading => {
      heading.removeAttribute("role");
      heading.parentElement.setAttribute("role", "alert");
    },
    ".listing-filter h3:not([aria-level])": heading => heading.setAttribute("aria-level", "2"),
    // What a button shows belongs to its name.
    ".w-drilldown [data-w-dropdown-target=toggle], .w-side-panel-toggle": toggle => {
      toggle.dataset.name ||= toggle.getAttribute("aria-label");
      const name = [toggle.dataset.name, toggle.innerText.trim()].filter(Boolean).join(" ");
      if (toggle.getAttribute("aria-label") !== name) toggle.setAttribute("aria-label", name);
    },
  };

  const mend = () => {
    for (const [found, how] of Object.entries(mendings)) document.querySelectorAll(found).forEach(how);
  };

  document.addEventListener("DOMContentLoaded", () => {
    mend();
    new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  });
}
