// “Leave quickly” puts the other site in the place of this page, so that Back does not return here.
document.querySelector(".leave a").addEventListener("click", (event) => {
  event.preventDefault();
  window.location.replace(event.currentTarget.href);
});
