// Wagtail starts an inline panel from a script in the page; this one reads its options from its tag.
{
  const { formset, child, relation, most } = document.currentScript.dataset;
  new InlinePanel({
    type: "InlinePanel",
    formsetPrefix: formset,
    emptyChildFormPrefix: child,
    canOrder: true,
    maxForms: Number(most),
    relationName: relation,
  });
}
